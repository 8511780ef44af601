"""From a folder of submissions to the gradebook: nothing in here trusts a student."""
