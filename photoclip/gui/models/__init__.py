"""The encoders in the window: what there is, what each is good for, fetching and switching."""
