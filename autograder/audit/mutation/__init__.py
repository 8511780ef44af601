"""Small changes to a reference, one at a time: a good test notices each of them."""
