"""All SQL of members. The organisation filter is here: whoever asks is an argument of every reading."""
