settings-title = Ajustes
settings-look = Cómo se ve y se lee
settings-private = Para que sea privado
settings-kept = Qué protege sus registros
settings-account = Su cuenta
settings-take = Llevárselo o borrarlo
saving = Guardando…
saved = Se guardó como { $name } en { $folder }.

## Para que sea privado

settings-lock-none = No hay un PIN
    .means = Quien use su cuenta en esta computadora puede abrir Satchel. Un PIN lo evita.
settings-lock-pin = PIN
    .means = Satchel lo pide al abrir, y después de bloquearse.
settings-lock-passphrase = Frase secreta
    .means = Satchel la pide al abrir, y después de bloquearse.
settings-set-pin = Poner un PIN
settings-change-pin = Cambiar el PIN
settings-remove-pin = Quitar el PIN
settings-change-passphrase = Cambiar la frase secreta
settings-lock-after = Bloquear Satchel después de
    .means = Cuando nadie escribe, hace clic ni toca por ese tiempo.
settings-minutes = { $count } min
settings-notify = Avíseme en esta computadora
    .means = Con Satchel abierto: cuando una búsqueda termina.

## Qué protege sus registros

settings-kept-safe = La caja fuerte de esta computadora
settings-kept-passphrase = Una frase secreta
    .means = Usted la escribe para abrir Satchel.
settings-kept-session = Solo hasta que cierre Satchel
    .means = Su copia se borra cuando se cierra Satchel. La red guarda su propia copia.
settings-safe-windows = Se abre cuando usted inicia sesión en Windows.
settings-safe-macos = Se abre cuando usted inicia sesión en esta Mac.
settings-safe-linux = Se abre cuando usted inicia la sesión de esta computadora.
settings-safe-other = Se abre cuando usted inicia la sesión de esta computadora.
settings-checked = La miramos { $day } a las { $time }.
settings-protects = ¿De qué me protege esto?
settings-protects-yes = Le protege si
settings-protects-no = No le protege si
protects-copied-file = Alguien se lleva el archivo de su copia. No lo puede leer.
protects-lost-computer = Alguien roba la computadora cuando usted no está en su cuenta.
protects-your-account = Otra persona se sienta aquí con Satchel bloqueado.
protects-after-closing = Otra persona se sienta aquí cuando usted ya cerró Satchel.
exposed-your-account = Otra persona usa su cuenta aquí. También puede abrir Satchel.
exposed-left-open = Alguien se sienta aquí antes de que Satchel se bloquee.
exposed-guessed = Alguien sabe o adivina lo que usted escribe.
exposed-bad-program = Un programa malo corre en su cuenta.
exposed-closing = Usted cierra Satchel. Entonces su copia se va también para usted.

## Su cuenta

settings-signed-in = Usted tiene la sesión abierta en la red.
settings-sign-out = Cerrar sesión
settings-details = Sus datos
    .about = Nombre, fecha de nacimiento, dirección y teléfono. Con ellos los lugares le encuentran.
settings-details-see = Ver y corregir
settings-people = Personas aquí
    .count = { $count ->
        [0] Nadie tiene una copia aquí.
        [one] Solo una persona tiene su copia aquí.
       *[other] { $count } personas tienen su copia aquí. Cada copia va aparte.
    }
settings-people-switch = Cambiar

## Llevárselo o borrarlo

settings-records = { $records ->
    [one] { $records } registro
   *[other] { $records } registros
} de { $places ->
    [one] { $places } lugar
   *[other] { $places } lugares
} en esta computadora.
settings-remove = Borrar todo lo de aquí
    .means = Esto borra la copia de esta computadora. Las clínicas guardan sus propios registros. La red también guarda una copia.

## Cerrar la sesión

sign-out-ask = ¿Cerrar la sesión?
    .body = Su copia se puede quedar en esta computadora, o irse.
sign-out-stays-none = Si se queda, no tiene PIN
    .which = Quien use su cuenta en esta computadora la puede abrir. Un PIN lo evita.
sign-out-stays-pin = Si se queda, queda bloqueada
    .which = Se abre con su PIN.
sign-out-stays-passphrase = Si se queda, queda bloqueada
    .which = Se abre con su frase secreta.
sign-out-stays-session = Se queda solo hasta que cierre Satchel
    .which = Luego se va de esta computadora.
sign-out-network = La red sigue como está
    .which = Cerrar la sesión no apaga la búsqueda. La red guarda su propia copia.
sign-out-keep = Cerrar sesión y dejar mi copia
sign-out-remove = Borrar mi copia…
sign-out-stay = Seguir en mi sesión
sign-out-doing = Cerrando la sesión…

## Borrar

remove-ask = ¿Borrar todo lo de aquí?
remove-goes = Esto se va
remove-copy = Su copia en esta computadora
    .which = Sus registros de aquí y la lista de lo que pasó.
    .records = { $count ->
        [one] { $count } registro y la lista de lo que pasó.
       *[other] { $count } registros y la lista de lo que pasó.
    }
remove-opener-safe = Lo que la abre
    .which = Sale de la caja fuerte de esta computadora.
remove-opener-passphrase = Lo que la abre
    .which = Su frase secreta ya no abre nada.
remove-opener-session = Lo que la abre
    .which = Satchel lo olvida ahora, no solo al cerrar.
remove-opener-unknown = Lo que la abre
    .which = Nadie puede abrir un archivo viejo con eso.
remove-put-aside = Los archivos viejos que apartamos
    .which = Si hay alguno.
remove-trail = La lista de lo que pasó se queda
    .which = El grupo que le dio Satchel la debe guardar. No tiene datos de salud.
remove-stays = Esto se queda
remove-clinics = Los registros de cada clínica
    .which = No los podemos borrar, y no lo pedimos.
remove-network = La copia de la red
    .which = Esto no apaga la búsqueda ni borra esa copia.
remove-others = { $count ->
    [one] copia de otra persona aquí
   *[other] copias de otras personas aquí
}
    .which = No tocamos la copia de nadie más.
remove-keep = Dejar todo
remove-yes = Borrar todo lo de aquí
remove-doing = Borrando…
remove-undo = Esto no se puede deshacer. Puede iniciar sesión otra vez y hacer una copia nueva.

## Después de borrar

removed-checked = Revisado
removed-title = Su copia ya no está en esta computadora.
removed-partly = Una parte de su copia sigue aquí.
removed-when = Miramos a las { $time }.
removed-checks = Lo que miramos
removed-key = Lo que abre su copia
    .gone = Ya no está.
    .idle = Sigue ahí, pero ya no abre nada. Pida ayuda para borrarlo.
    .left = Sigue ahí. Abra su copia y bórrela otra vez. Si no se va, pida ayuda.
removed-file = El archivo de su copia
    .gone = Ya no está.
    .shut = Sigue ahí, pero ya nada lo abre. Pida ayuda para borrarlo.
    .left = Sigue ahí. Abra su copia y bórrela otra vez. Si no se va, pida ayuda.
removed-put-aside = Los archivos viejos que apartamos
    .gone = No hay ninguno.
    .left = Siguen ahí. Pida ayuda para borrarlos.
removed-elsewhere = Lo que otros guardan
    .body = Cada clínica guarda sus propios registros. La red guarda una copia de lo que encontró.
    .ask = Para borrar la copia de la red, inicie sesión y cierre su cuenta en Ajustes.
removed-trail = La lista de lo que pasó sigue aquí. El grupo que le dio Satchel la debe guardar.
removed-start = Volver al comienzo

settings-finding = La búsqueda de sus registros
settings-receipts = Recibos
settings-receipts-kept = { $count ->
    [one] { $count } recibo está en esta copia.
   *[other] { $count } recibos están en esta copia.
}
settings-receipts-see = Ver el último
