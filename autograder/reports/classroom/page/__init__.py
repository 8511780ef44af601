"""The page of the class report: its sentences, its pictures, its HTML."""
