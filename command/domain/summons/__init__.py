"""叫应: silence that may cost a life is not left to a screen: named people are called until they are heard of."""
