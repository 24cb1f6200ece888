"""Marks under everything that may happen to a desk: killed, refused, cut off, contradicted.

The suite runs each test briefly. Longer runs print their figures at the end; give each of them
`-o faulthandler_timeout=0` too, which lets a test take more than two minutes:

    pytest tests/reliability/test_killer.py --kills 1000 --seed 7
    pytest tests/reliability/test_faults.py --requests 10000 --seed 7
    pytest tests/sync/test_mark_machine.py --hypothesis-profile=eventdesk-long
"""
