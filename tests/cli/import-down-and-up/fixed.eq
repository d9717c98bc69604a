fixed cost = £1,050 per week
