"""The central file in the words of Open Referral's Human Services Data Specification (HSDS) 3.0."""
