"""What Open Referral's Human Services Data Specification (HSDS) says, in the words of the central file."""
