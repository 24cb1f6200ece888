"""KARE: the interventions of a safety register (apis/kare.md)."""
