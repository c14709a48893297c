"""The site: a tracked plan that people work in.

A folder a subject.  In each, ``models`` say what is kept, ``actions`` are the only place that
writes, ``permissions`` say who may, ``views`` are thin.  Nothing below this room knows Django.
"""
