"""The nouns: plain, frozen data that every stage takes and gives. Nothing here does I/O."""
