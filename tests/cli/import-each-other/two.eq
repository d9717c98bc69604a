import "one.eq"
