"""SafeSites: planned work on sites, with its orders; apis/safesites.md."""
