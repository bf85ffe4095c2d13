"""The courier: who does not answer on the socket is tried by messenger, SMS, and a call by hand, until they do."""
