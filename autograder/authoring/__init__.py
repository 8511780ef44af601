"""From the text people edit to what students receive, and back."""
