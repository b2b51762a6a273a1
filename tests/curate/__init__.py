"""Tests of `ch3ef.curate`."""
