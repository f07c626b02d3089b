# Lo dice el sistema, fuera de la página. Otras personas pueden ver la pantalla: sin nombres, lugares ni números.

outside-search-ended = La búsqueda terminó
outside-search-ended-body = Abra Satchel para ver qué encontró.
outside-search-stopped = La búsqueda se detuvo
outside-search-stopped-body = Abra Satchel para ver qué puede hacer.
