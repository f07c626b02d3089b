activity-title = Actividad
activity-about = Lo que hicieron usted y Satchel.
activity-kept = Se queda en esta computadora.
activity-kept-demo = La demo lo olvida cuando usted la cierra.
activity-filter = Mostrar
activity-filter-all = Todo
activity-filter-permissions = Permisos
activity-filter-sharing = Compartir
activity-filter-problems = Problemas
activity-none-all = Aún no hay nada
    .more = Aquí verá lo que hacen usted y Satchel.
activity-none-permissions = Aún no hay nada sobre permisos
activity-none-sharing = Aún no compartió nada
activity-none-problems = Ningún problema hasta ahora
activity-changed = Puede que alguien cambiara algunas líneas.
    .more = No se fíe de esta lista. Pida ayuda para saber más.

## Lo que se hizo, un dato, y lo que se intentó cuando no salió bien

activity-failed = Esto no salió bien: { $what }
activity-signed-in = Usted inició sesión
    .more = Satchel puede preguntar a la red por usted.
    .tried = iniciar sesión
activity-signed-out = Usted cerró su sesión
    .more = Satchel no pregunta a la red mientras usted no está.
    .tried = cerrar la sesión
activity-finding-turned-on = Usted encendió la búsqueda de sus registros
    .more = La puede apagar cuando quiera.
    .tried = encender la búsqueda
activity-finding-turned-off = Usted apagó la búsqueda de sus registros
    .more = La red guarda su propia copia.
    .tried = apagar la búsqueda
activity-search-ended = La búsqueda terminó
    .more = { $count ->
        [one] Halló { $count } lugar.
       *[other] Halló { $count } lugares.
    }
    .short = La red lo dice.
    .tried = buscar sus registros
activity-search-stopped = La búsqueda se detuvo
    .more = La red la cerró antes de tiempo. Usted no hizo nada mal.
    .tried = buscar sus registros
activity-place-connected = { $place } se conectó
    .more = La red lo dice.
    .tried = iniciar sesión en { $place }
activity-place-turned-back-on = Usted volvió a encender { $place }
    .more = Vea en Lugares cómo le va.
    .tried = volver a encender { $place }
activity-sign-in-stopped = Usted paró el inicio de sesión en { $place }
    .more = Puede empezar de nuevo en Lugares.
    .tried = parar el inicio de sesión en { $place }
activity-sign-in-ran-out = Se acabó el tiempo para la sesión en { $place }
    .more = Puede empezar de nuevo en Lugares.
    .tried = iniciar sesión en { $place }
activity-code-made = Usted hizo un código QR para compartir
    .more = Sirve unos 5 minutos. Tiene una clave de 6 números.
    .tried = hacer un código QR
activity-passcode-shown = Usted miró la clave
    .more = Sus 6 números estuvieron en esta pantalla.
    .tried = mostrar la clave
activity-picture-saved = Usted guardó una imagen del código QR
    .more = La clave no está en la imagen.
    .tried = guardar una imagen del código QR
activity-code-forgotten = Usted cerró el código QR aquí
    .more = Aún podía servir hasta el fin de su tiempo.
    .tried = cerrar el código QR
