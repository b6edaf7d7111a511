"""The Django shell: pages, forms and drawings over the domain."""
