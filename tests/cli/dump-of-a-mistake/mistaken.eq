fixed rate = wage * 2
