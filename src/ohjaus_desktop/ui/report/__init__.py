"""Telling a publisher that something in a public record is wrong."""
