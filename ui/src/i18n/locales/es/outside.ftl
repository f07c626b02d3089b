# Lo dice el sistema, fuera de la página. Otras personas pueden ver la pantalla: sin nombres, lugares ni números.

outside-search-ended = La búsqueda terminó
outside-search-ended-body = Abra Satchel para ver qué encontró.
outside-search-stopped = La búsqueda se detuvo
outside-search-stopped-body = Abra Satchel para ver qué puede hacer.

## En la terminal, antes de que haya una ventana

outside-no-display = Aquí no hay pantalla. Satchel no se puede ver. Ábralo desde su escritorio.
outside-no-window = Satchel no pudo abrir su ventana. ¿Está abierto el escritorio?
outside-no-keychain = En este equipo no hay un llavero en marcha (Secret Service). Satchel pedirá una frase clave para guardar sus registros aquí.
outside-permission-ends-soon = Un permiso va a terminar
outside-permission-ends-soon-body = Abra Satchel para ver qué lugar le va a pedir algo.
