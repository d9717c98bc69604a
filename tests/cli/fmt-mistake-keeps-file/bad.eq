fixed x = 1 +
