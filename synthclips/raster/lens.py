"""Projection: world points to pixels and back, distortion included. Model: Brown 1966, radial terms only.

Kernels that project call the compiled functions here; nothing else knows the lens.
"""
