app-name = Satchel
app-title = { $screen } · Satchel
starting = Satchel se está abriendo.
skip = Ir al contenido
close = Cerrar
done = Listo
working = Un momento…
looking = Mirando…
looked-again = Volvimos a mirar a las { $time }.
loaded-again = Satchel tuvo que abrir esta ventana de nuevo. Sus registros están a salvo. Lo que estaba escribiendo puede haberse perdido.
this-place = este lugar
a-place = Un lugar
notice-close = Cerrar este mensaje
step-done = Hecho:
help-open = Pedir ayuda
back-activity = Volver a Actividad
back-settings = Volver a Ajustes
back-diary = Volver al diario
back-documents = Volver a mis documentos
back-home = Volver al inicio
back-places = Volver a los lugares
back-share = Volver a compartir
back-satchel = Volver a Satchel
back-lock = Volver al bloqueo

## Nombres de las pantallas

screen-starting = Abriendo
screen-welcome = Bienvenida
screen-sign-in = Iniciar sesión
screen-terms = Condiciones
screen-identity = Verificación
screen-details = Sus datos
screen-permission = Permiso
screen-home = Inicio
screen-places = Lugares
screen-place = Lugar
screen-add-place = Agregar un lugar
screen-diary = Diario de búsqueda
screen-connect = Inicio de sesión
screen-share = Compartir
screen-share-live = Código QR
screen-share-passcode = Clave
screen-open-link = Abrir un enlace
screen-share-ended = Código QR terminado
screen-records = Registros
screen-completeness = Qué llegó
screen-documents = Documentos de sus consultas
screen-take-away = Llevarme mis registros
screen-restore = Traer un respaldo
screen-activity = Actividad
screen-settings = Ajustes
screen-report = Informe
screen-receipt = Recibo
screen-about = Acerca de
screen-licences = Licencias
screen-removed = Su copia ya no está
screen-people = Personas
screen-lock = Bloqueado
screen-pin-offer = PIN
screen-safe = Su copia
screen-trouble = Su copia

## La barra

nav-label = Principal
nav-home = Inicio
nav-places = Lugares
nav-share = Compartir
nav-records = Registros
nav-activity = Actividad
nav-settings = Ajustes
nav-people = Personas en esta computadora
nav-people-now = Personas (ahora: { $name })
nav-lock = Bloquear ahora
nav-more = Más
nav-look = Aspecto e idioma
nav-needing = { $count ->
    [one] { $count } lugar le pide algo
   *[other] { $count } lugares le piden algo
}

## A quién le toca

voice-need = Le toca a usted
voice-work = Nos toca a nosotros
voice-rest = Nada que hacer
voice-off = Apagado
voice-offline = Sin internet

## Días y horas

when-today = hoy
when-yesterday = ayer
when-weekday = el { $weekday }
when-date = el { $date }
when-day-and-time = { $day }, { $time }
when-title-today = Hoy, { $date }
when-title-yesterday = Ayer, { $date }
names-more = { $count } más
asked-ago = { $seconds ->
    [one] Le preguntamos a la red hace { $seconds } segundo.
   *[other] Le preguntamos a la red hace { $seconds } segundos.
}
asked-next = { $seconds ->
    [one] Preguntamos otra vez en { $seconds } segundo.
   *[other] Preguntamos otra vez en { $seconds } segundos.
}

## Aspecto e idioma

look-title = Aspecto e idioma
look-language = Idioma
look-text = Tamaño del texto
look-text-percent = { $percent } %
look-theme = Colores
look-theme-system = Como la computadora
look-theme-light = Claro
look-theme-dark = Oscuro
look-theme-contrast = Alto contraste
look-kept = Satchel guarda esto en esta computadora.

## La demostración

demo = DEMO
demo-director = Dirección
demo-label = Demostración
demo-means = Gente y datos que no existen. De esta computadora no sale nada.
    .short = Gente inventada.
demo-clock = { $speed ->
    [1] Reloj { $time }
   *[other] Reloj { $time }, a velocidad { $speed }×
}
