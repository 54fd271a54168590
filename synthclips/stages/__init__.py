"""The pipeline's steps, one a file: from a scene file to a recipe, to motion, light, frames and labels."""
