"""The maintainers' tools as plain functions: check, exams, calibration, benchmarks."""
