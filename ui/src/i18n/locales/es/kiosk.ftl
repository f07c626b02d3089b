kiosk-title = Satchel

## Before anybody has begun

kiosk-attract = Muestre aquí sus registros de salud.
kiosk-start = Empezar en español
kiosk-touch = Toque aquí
kiosk-known = ¿Ya usa Satchel?
kiosk-known-minutes = { $minutes ->
        [one] Cerca de 1 minuto.
       *[other] Unos { $minutes } minutos.
    }
kiosk-known-here = Muéstrelos en la recepción.
kiosk-new = ¿Es su primera vez?
kiosk-new-about = Empiece aquí y termine en casa.
kiosk-offline = Ahora no hay internet aquí. Pida ayuda al personal. Ellos le atienden.
kiosk-help = Pedir ayuda al personal
kiosk-text = Texto
kiosk-colors = Colores
kiosk-listen = Escuchar
kiosk-quiet = Parar
kiosk-volume = Volumen
kiosk-down = Bajar
kiosk-up = Subir

## On every screen of a visit

kiosk-minutes =
    { $count ->
        [one] Queda 1 minuto
       *[other] Quedan { $count } minutos
    }
kiosk-done = Terminé
kiosk-clear = Al irse, borramos sus datos de aquí.
kiosk-busy = Un momento…
kiosk-touch-on = Toque para seguir
kiosk-help-said = Pedimos ayuda.
kiosk-help-title = Pida ayuda al personal
    .called = Los llamamos. Alguien viene. No tiene que decir nada en voz alta.
    .shown = Haga una seña al personal. No tiene que decir nada en voz alta.
kiosk-help-close = Seguir

## The way in

kiosk-choose = ¿Qué quiere hacer?
kiosk-show = Mostrar mis registros
kiosk-show-minutes = Ya tiene una cuenta. { $minutes ->
        [one] Cerca de 1 minuto.
       *[other] Unos { $minutes } minutos.
    }
kiosk-show-sub = Ya tiene una cuenta. Recibe un código QR para la recepción.
kiosk-fresh = Empezar aquí, terminar en casa
    .sub = Es su primera vez. La búsqueda de sus registros sigue en su cuenta.
kiosk-sign-in = Inicie sesión en su propio teléfono.
kiosk-sign-in-caption = Abre { $at }
kiosk-sign-in-opening = Pedimos un código QR…
kiosk-sign-in-over = Nadie inició sesión.
kiosk-sign-in-again = Mostrar un código QR nuevo
kiosk-phone-qr = Código QR para su propio teléfono
kiosk-phone-point = Apunte la cámara a este cuadro.
kiosk-phone-sign-in = Inicie sesión allí y mire aquí.
kiosk-phone-typed = ¿Sin cámara? Vaya a { $address } y escriba estas letras:
kiosk-phone-waiting = Esperamos a su teléfono.
kiosk-phone-until = Esta pantalla espera hasta las { $time }.
kiosk-phone-confirming = Su teléfono ya terminó. Un momento…
kiosk-phone-finished = Terminé en mi teléfono
kiosk-phone-home = Terminar en casa
kiosk-opens = Abre { $host }
kiosk-terms-read = Leerlo en mi teléfono
kiosk-terms-accept = Acepto
kiosk-identity = Ahora: muestre quién es.
    .sub = Lo hace en su propio teléfono, con su identificación. O en casa.
kiosk-identity-here = Hacerlo ahora
    .sub = En su propio teléfono. Va a usar su identificación.
kiosk-identity-phone = Muestre quién es, en su propio teléfono.
kiosk-at-home = Terminar en casa
    .sub = Borramos sus datos de esta máquina. Su cuenta se queda.
kiosk-details = Termine en casa, por favor.
    .sub = Faltan algunos datos suyos. Inicie sesión en Satchel en casa y póngalos.
kiosk-copy = ¿Quién guarda una copia?
    .answer = La red guarda una copia de lo que encuentra. En esta máquina no queda nada.
kiosk-begun = Buscamos sus registros.
    .sub = { search-may-take }Sigue en su cuenta. No tiene que esperar aquí.
kiosk-begun-leave = Terminar en casa
    .sub = Inicie sesión en Satchel en casa para ver lo que se encontró.
kiosk-begun-stay = Quedarme un poco más

## Home

kiosk-hello = Hola. ¿Qué quiere hacer?
kiosk-finding = Buscamos sus registros.
    .sub = { search-may-take }Puede terminar en casa.
kiosk-share = Mostrar mis registros aquí
kiosk-share-minutes = { $minutes ->
        [one] Cerca de 1 minuto.
       *[other] Unos { $minutes } minutos.
    } Recibe un código QR para la recepción.
kiosk-share-sub = Recibe un código QR para la recepción.
kiosk-find = Buscar mis registros
    .sub = Primero le pedimos permiso.
kiosk-sign-ins =
    { $count ->
        [one] 1 lugar le pide que inicie sesión
       *[other] { $count } lugares le piden que inicie sesión
    }
    .sub = En su propio teléfono. O termine en casa.
kiosk-look = Volver a mirar si hay registros nuevos
kiosk-look-last = Última actualización: { $when }.
kiosk-looked = Volvimos a mirar.
kiosk-places = ¿En qué lugar quiere iniciar sesión?
    .sub = En su propio teléfono. Aquí usted no escribe su contraseña.
kiosk-connect = Inicie sesión en { $place } en su propio teléfono.
kiosk-connected = { $place } está conectado.
kiosk-connect-failed = Eso no funcionó.
kiosk-connect-over = No inició sesión.
    .sub = Puede hacerlo en casa, en su cuenta.
kiosk-not-yet = A las { $time } aún no nos decían nada. Preguntamos otra vez cada pocos segundos.

## At the desk

kiosk-step-scan = Escanean
kiosk-step-passcode = Clave
kiosk-scan = Pida en la recepción que lo escaneen.
    .sub = Reciben todo su resumen. Una clínica que lo abre se queda con una copia.
kiosk-tell = Diga su clave en la recepción.
    .sub = Muéstrela, o dígala en voz baja.
kiosk-covered = Tapada, para que solo usted la vea.
kiosk-show-passcode = Mostrarla { $seconds ->
        [one] { $seconds } segundo
       *[other] { $seconds } segundos
    }
kiosk-back-to-qr = Volver al código QR
kiosk-new-qr = Código QR nuevo
kiosk-qr-ended = El código QR ya no sirve.
    .sub = Haga uno nuevo si la recepción aún lo necesita.

## Still there?

kiosk-need = Le toca a usted
kiosk-still-there = ¿Sigue ahí?
kiosk-still-there-left =
    { $count ->
        [one] En 1 segundo borramos sus registros de esta máquina.
       *[other] En { $count } segundos borramos sus registros de esta máquina.
    }
kiosk-still-here = Sigo aquí
kiosk-end-now = Terminar y borrar ya

## The end

kiosk-ending = Borramos sus datos de esta máquina…
kiosk-proof =
    { $count ->
        [one] 1 revisión salió bien. Ya puede irse.
       *[other] { $count } revisiones salieron bien. Ya puede irse.
    }
    .sub = La búsqueda sigue en su cuenta. Si quiere, apáguela en casa.
kiosk-proof-at = Lo que revisamos a las { $time }
kiosk-check-signed-out = Sesión cerrada
    .sub = Antes de terminar la visita.
kiosk-check-page-closed = Página cerrada
    .sub = Ningún programa de esta visita sigue.
kiosk-check-folder-gone = Carpeta borrada
    .sub = La carpeta de datos de la página.
kiosk-check-no-file = Ningún archivo
    .sub = Donde esta visita podría dejar uno.
kiosk-check-clipboard-empty = Portapapeles vacío
    .sub = No hay nada que pegar.
kiosk-check-safe-unused = Caja fuerte sin usar
    .sub = La de esta computadora no tiene nada.
kiosk-take = Tome su tarjeta y sus papeles.
kiosk-over-in =
    { $count ->
        [one] Empieza de nuevo en 1 segundo
       *[other] Empieza de nuevo en { $count } segundos
    }
kiosk-over-now = Empezar ya
kiosk-locked-voice = Necesitamos al personal
kiosk-locked = Avise al personal. Esta máquina está bloqueada.
kiosk-locked-over = Su visita terminó. Nadie más puede usarla hasta que el personal la revise.

## Staff

kiosk-staff = Personal
kiosk-pin = PIN del personal
kiosk-pin-digits =
    { $count ->
        [one] 1 dígito escrito
       *[other] { $count } dígitos escritos
    }
kiosk-pin-wrong = Ese PIN no es correcto.
kiosk-pin-wait =
    { $count ->
        [one] Espere 1 segundo antes de probar otra vez.
       *[other] Espere { $count } segundos antes de probar otra vez.
    }
kiosk-pin-erase = Quitar un dígito
kiosk-pin-enter = Entrar
kiosk-self-test = Personal: autoprueba
kiosk-self-test-when = Probado { $when }. Satchel { $version }. Esta página no tiene datos de pacientes.
kiosk-self-test-failed = Eso no funcionó. Pruebe otra vez.
kiosk-test-again = Probar otra vez
kiosk-testing = Probando…
kiosk-open = Abrir para pacientes
kiosk-extend = Más tiempo para esta visita
kiosk-staff-leave = Volver a la visita
kiosk-close = Cerrar quiosco
kiosk-staff-only = Personal
kiosk-test-need =
    { $count ->
        [one] 1 de { $all } revisiones pide su atención.
       *[other] { $count } de { $all } revisiones piden su atención.
    }
kiosk-test-good = { $count ->
        [one] { $count } revisión está bien
       *[other] { $count } revisiones están bien
    }.
kiosk-lock-off = El bloqueo de pantalla de esta computadora está apagado. Un paciente podría salir de Satchel. La guía tiene los pasos.
kiosk-checks = Revisiones
kiosk-self-unknown = Aquí no se puede saber.
kiosk-self-screen-lock = Bloqueo de la computadora
    .good = Encendido
    .needs-you = Apagado. Satchel solo no es un bloqueo.
kiosk-self-network = Red
    .good = Respondió en { $value ->
        [one] { $value } milésima de segundo
       *[other] { $value } milésimas de segundo
    }
    .needs-you = No responde
kiosk-self-clock = Reloj
    .good = Difiere { $value ->
        [one] { $value } segundo
       *[other] { $value } segundos
    }
    .needs-you = Difiere { $value ->
        [one] { $value } segundo.
       *[other] { $value } segundos.
    } Ajústelo.
kiosk-self-safe = Caja fuerte de la computadora
    .good = Sin usar, como debe ser
    .needs-you = Tiene algo de Satchel
kiosk-self-disk = Disco
    .good = No queda nada de una visita
    .needs-you = Queda algo de una visita
kiosk-self-clipboard = Portapapeles
    .good = Vacío después de la última visita
    .needs-you = No vacío después de la última visita
kiosk-self-staff-pin = PIN del personal
    .good = Puesto
    .needs-you = Falta
kiosk-self-restart = Reinicio si algo falla
    .good = Encendido
    .needs-you = Apagado
kiosk-self-last-wipe = Último borrado
    .good = Bien: { $value ->
        [one] { $value } revisión
       *[other] { $value } revisiones
    }
    .needs-you = Una revisión falló
kiosk-counters = Contado desde { $when }
kiosk-count-visits = Visitas
kiosk-count-person = Terminadas por el paciente
kiosk-count-timer = Terminadas por tiempo
kiosk-count-staff = Terminadas por el personal
kiosk-count-crashed = Fallas
kiosk-count-failed = Borrados fallidos
kiosk-counters-only = Solo números. Sin nombres ni lugares.
