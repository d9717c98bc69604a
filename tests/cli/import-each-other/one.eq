import "two.eq"
