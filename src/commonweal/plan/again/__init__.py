"""The same programme once more: what a small change of a case touches, and solving from there."""
