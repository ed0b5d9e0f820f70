"""Names and sentences of the simulated people."""

NOMBRES = ("Lucía", "Mateo", "Abril", "Bruna", "Dante", "Inés", "Julia", "León", "Malena", "Nico", "Olivia", "Simón")
APELLIDOS = ("Ayala", "Bustos", "Cárdenas", "Domínguez", "Espinoza", "Farías", "Guzmán", "Herrera", "Luna", "Mejía")

PASEOS = (
    "Paseo a pie al caer la tarde",
    "Vuelta en bicicleta",
    "Mercado y cocina",
    "Miradores al amanecer",
    "Fotografía de calle",
    "Leyendas a la luz de un farol",
)

MOTIVOS = ("Cierre de la ruta por lluvia", "Paro de transporte", "El guía se ha enfermado")

COMENTARIOS = (
    (5, "Volvería mañana mismo."),
    (5, "El guía, de diez."),
    (4, "Muy bonito; un poco corto."),
    (4, "Todo puntual y bien explicado."),
    (3, "Correcto, sin más."),
    (2, "Demasiada gente para mi gusto."),
)
