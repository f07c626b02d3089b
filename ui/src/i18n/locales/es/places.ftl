places-title = Sus lugares
places-group-need = Le toca a usted
places-group-work = Nos toca a nosotros
places-group-rest = Nada que hacer
places-group-paused = En pausa porque la búsqueda está apagada
places-group-off = Apagados
places-none = Aún no hay lugares aquí
places-none-yet = Los lugares pueden llegar uno por uno, o todos al final.
places-none-found = La última búsqueda no nos dio ningún lugar.
places-add = Agregar un lugar
places-aside = { $count ->
    [one] { $count } lugar oculto o quitado
   *[other] { $count } lugares ocultos o quitados
}
places-not-yours = ¿No conoce un lugar? Ábralo y elija “Ocultar este lugar”.
places-not-all = En la red faltan dentistas, oculistas y clínicas pequeñas.

finding-label = Búsqueda de mis registros
finding-on = Encendida
finding-off = Apagada
finding-turning-on = Encendiendo…
finding-turning-off = Apagando…
finding-searching-again = Empezando…
finding-line-off = La red no busca sus registros.
finding-late = La red aún no muestra su cambio. Miramos de nuevo cada vez que abre Satchel.
finding-late-on = { $count ->
    [one] { $names } aún no ha vuelto. Miramos de nuevo cada vez que abre Satchel.
   *[other] { $count } lugares aún no han vuelto: { $names }. Miramos de nuevo cada vez que abre Satchel.
}
finding-late-off = { $count ->
    [one] { $names } aún no está en pausa. Miramos de nuevo cada vez que abre Satchel.
   *[other] { $count } lugares aún no están en pausa: { $names }. Miramos de nuevo cada vez que abre Satchel.
}
search-line-none = Aún no hay búsqueda.
search-line-ready = En la fila. La búsqueda no ha empezado.
search-line-running = Buscando desde las { $time }.
search-line-running-short = Buscando ahora.
search-line-done = { $count ->
    [0] Última búsqueda: { $day }, { $time }. No encontró ningún lugar.
    [one] Última búsqueda: { $day }, { $time }. Encontró { $count } lugar.
   *[other] Última búsqueda: { $day }, { $time }. Encontró { $count } lugares.
}
search-line-done-short = { $count ->
    [0] La búsqueda terminó. No encontró ningún lugar.
    [one] La búsqueda terminó. Encontró { $count } lugar.
   *[other] La búsqueda terminó. Encontró { $count } lugares.
}
search-line-stopped = { $count ->
    [0] La búsqueda se detuvo { $day }, { $time }. No encontró ningún lugar.
    [one] La búsqueda se detuvo { $day }, { $time }. Encontró { $count } lugar.
   *[other] La búsqueda se detuvo { $day }, { $time }. Encontró { $count } lugares.
}
search-line-stopped-short = { $count ->
    [0] La búsqueda se detuvo. No encontró ningún lugar.
    [one] La búsqueda se detuvo. Encontró { $count } lugar.
   *[other] La búsqueda se detuvo. Encontró { $count } lugares.
}
search-line-unknown = No sabemos cómo va la búsqueda.

## Lo que dice una fila

place-needs-sign-in = Falta su inicio de sesión.
    .found = Encontrado { $day }. Le piden que inicie sesión.
    .why = Le piden que inicie sesión.
place-needs-sign-in-again = Inicie sesión otra vez.
    .ended = Su permiso terminó { $day }.
place-needs-identity-again = Pide otra prueba de quién es usted.
    .ended = Su permiso terminó { $day }. Puede probar a encenderlo otra vez.
place-records-coming = Conectado.
    .detail = Están llegando registros.
    .short = Están llegando registros.
place-connected-for-you = Conectado para usted.
place-connected-by-sign-in = Conectado. Usted inició sesión.
place-connected-apart = Conectado. Lo agregó usted.
place-connected-unknown = Conectado.
place-system-down = El sistema del lugar no funciona.
place-also-down = Además, el sistema del lugar no funciona.
place-not-matched = No pudieron reconocer sus datos.
    .detail = Allí su nombre, fecha de nacimiento o dirección pueden ser otros.
place-trouble = Falló la última actualización.
place-cannot-renew-here = No lo podemos volver a encender desde aquí.
    .detail = Pida ayuda para saber qué hacer.
place-wants-password = Este lugar pide un usuario y una contraseña.
    .detail = Satchel nunca los pide. Pida ayuda para encontrar otro modo.
place-turned-off = Usted lo apagó.
    .since = Usted lo apagó { $day }.
    .detail = Sigue apagado hasta que lo encienda aquí.
place-removing = La red está borrando la copia que tiene.
    .detail = Aquí lo verá cuando termine.
place-removed = Usted lo quitó.
    .since = Usted lo quitó { $day }.
    .detail = No envía registros.
place-deleted = Quitado. La red borró la copia que tenía.
    .since = Quitado { $day }. La red borró la copia que tenía.
    .detail = Lo que llegó a esta computadora sigue aquí.
place-is-hidden = Usted ocultó este lugar. Solo se oculta aquí.
place-ends-soon = Le va a pedir algo otra vez hacia { $day }.
place-where-brand = Usted inicia sesión con { $brand }.
place-details = Detalles
place-paused-chip = En pausa
place-paused = En pausa.
    .since = En pausa desde { $day }.
    .detail = Debe volver con la búsqueda encendida. Miramos si vuelve.
place-unknown = No sabemos cómo está este lugar.
place-last-update = Última actualización: { $when }.
place-nothing-came = Aún no ha llegado nada.
place-fresh-waiting = No ha llegado nada. Espera su inicio de sesión.

place-action-sign-in = Iniciar sesión
place-action-turn-back-on = Volver a encender
place-action-turn-on-finding = Encender la búsqueda
place-action-look-again = Volver a mirar
place-action-get-help = Pedir ayuda
place-busy-looking = Mirando…
place-busy-turning-on = Encendiendo…
place-news-connected = { $place } está conectado.
place-news-coming = { $place } está conectado. Están llegando registros.
place-news-not-yet = { $place } aún no está conectado. Abajo ve lo que le falta.

## El diario de búsqueda

diary-title = Diario de búsqueda
diary-empty = Aún no hubo ninguna búsqueda.
diary-receipt = Ver el recibo de su permiso
diary-tell = Avisarme cuando termine
    .means = Funciona si Satchel está abierto.
diary-still = Seguimos buscando
diary-finding-turned-on = Usted encendió la búsqueda
diary-finding-turned-off = Usted apagó la búsqueda
diary-finding-on-elsewhere = La búsqueda se encendió, pero no en esta copia
diary-finding-off-elsewhere = La búsqueda se apagó, pero no en esta copia
diary-search-began = La búsqueda empezó
diary-place-connected = { $place } se conectó
diary-place-needs-sign-in = { $place } tiene registros
    .more = Le piden que inicie sesión. Lo puede hacer ahora o después.
diary-search-ended = La búsqueda terminó
diary-search-stopped = La búsqueda se detuvo
    .more = La red la cerró antes de tiempo. Usted no hizo nada mal.
diary-so-far = Hasta ahora
diary-in-all = Resultado
diary-count-found = lugares encontrados
diary-count-connected = con conexión
diary-count-sign-in = { $count ->
    [one] le pide iniciar sesión
   *[other] le piden iniciar sesión
}
diary-unseen = Lo que no vemos
    .body = La red no nos dice quién no ha contestado. Los lugares pueden llegar uno por uno, o todos al final.
