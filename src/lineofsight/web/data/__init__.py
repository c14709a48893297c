"""The child-level tables on the site: loaded, looked at, made current, and gone back from."""
