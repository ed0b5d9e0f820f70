"""EL CATÁLOGO: qué puede ocurrir, quién se entera y con qué palabras.

Un evento nuevo es una clase más en el módulo de su tema, o en un módulo nuevo: todos se importan solos.
"""
