"""What travels: requests, answers, and the TypeScript and AsyncAPI made from them."""
