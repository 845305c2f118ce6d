# SPDX-License-Identifier: GPL-2.0
"""How Sphinx builds the documentation; see Makefile."""

project = "dxgkrnl for Linux"
copyright = "the dxgkrnl for Linux developers"

extensions = []
exclude_patterns = ["ioctls.rst"]
highlight_language = "none"
primary_domain = "c"
html_theme = "alabaster"
html_theme_options = {"page_width": "75em", "sidebar_width": "16em"}
html_copy_source = False

# Types of the kernel and of C, which are described elsewhere
nitpicky = False
c_id_attributes = ["__aligned_u64", "__counted_by"]
