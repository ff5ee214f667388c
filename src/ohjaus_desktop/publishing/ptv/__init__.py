"""What PTV, the Finnish Service Catalogue, says, in the words of the central file."""
