## La pantalla de bloqueo

lock-title = Satchel está bloqueado.
lock-hello = Hola, { $name }. Satchel está bloqueado.
lock-how-pin = Escriba su PIN para abrir su copia.
lock-how-passphrase = Escriba su frase secreta para abrir su copia.
lock-field-pin = Su PIN de Satchel
lock-field-passphrase = Su frase secreta de Satchel
lock-open = Abrir
lock-opening = Abriendo…
lock-else = ¿Es otra persona?
lock-forgot-pin = Olvidé mi PIN
lock-forgot-passphrase = Olvidé mi frase secreta
lock-wrong-pin = Ese no es el PIN.
lock-wrong-passphrase = Esa no es la frase secreta.
lock-tries = { $count ->
    [0] Si falla otra vez, tendrá que esperar.
    [one] Le queda { $count } intento. Luego hay que esperar.
   *[other] Le quedan { $count } intentos. Luego hay que esperar.
}
lock-wait-minutes = { $minutes ->
    [one] Pruebe de nuevo en { $minutes } minuto.
   *[other] Pruebe de nuevo en { $minutes } minutos.
}
lock-wait-seconds = { $seconds ->
    [one] Pruebe de nuevo en { $seconds } segundo.
   *[other] Pruebe de nuevo en { $seconds } segundos.
}
lock-wait-over = Ya puede probar de nuevo.

## Lo olvidó

forgot-pin = ¿Olvidó su PIN?
    .nobody = Nadie puede abrir esta copia sin él. Ni nosotros ni la red. Puede empezar con una copia nueva.
forgot-passphrase = ¿Olvidó su frase secreta?
    .nobody = Nadie puede abrir esta copia sin ella. Ni nosotros ni la red. Puede empezar con una copia nueva.
forgot-gone = Esta copia se va para siempre
    .which = Lo que Satchel guarda aquí: sus registros, sus lugares y la lista de lo que hizo.
forgot-network = Las redes y las clínicas guardan su propia copia
    .which = Inicie sesión de nuevo y le pueden enviar sus registros otra vez.
forgot-others = Las copias de otras personas se quedan
    .which = Solo se quita esta.
forgot-keep = Dejar mi copia
forgot-remove = Quitar esta copia
forgot-removing = Quitando…
forgot-undo = Esto no se puede deshacer.

## Poner un PIN o una frase

lock-forget-pin = Si olvida su PIN, nadie podrá abrir esta copia.
    .more = Tendría que quitarla e iniciar sesión de nuevo. Las redes guardan sus registros.
lock-forget-passphrase = Si la olvida, nadie podrá abrir esta copia.
    .more = Tendría que quitarla e iniciar sesión de nuevo. Las redes guardan sus registros.
lock-new-pin = PIN nuevo
    .hint = De 6 a 12 números.
    .again = El mismo PIN otra vez
    .length = Un PIN tiene de 6 a 12 números y nada más.
    .easy = Ese PIN se adivina fácil. Elija otro.
lock-new-passphrase = Frase secreta nueva
    .hint = Unas palabras que solo usted sabe. Al menos 8 letras.
    .again = La misma frase secreta otra vez
    .length = Es muy corta. Use al menos 8 letras.
    .easy = Se adivina fácil. Elija otra.
lock-differ = No son iguales. Escriba las dos veces de nuevo.
lock-now-pin = El PIN que tiene ahora
lock-now-passphrase = La frase secreta que tiene ahora
lock-change = Cambiar
lock-change-pin = Cambiar su PIN
    .done = Su PIN cambió.
lock-change-passphrase = Cambiar su frase secreta
    .done = Su frase secreta cambió.
pin-set-title = Poner un PIN
pin-set-done = Su PIN está puesto. Desde ahora abre su copia.
pin-cancel = Cancelar
pin-keep = Dejar mi PIN
pin-remove = Quitar el PIN
pin-remove-title = ¿Quitar su PIN?
    .means = Entonces quien use su cuenta de esta computadora puede abrir Satchel.
pin-remove-done = Su PIN está quitado.

## La primera vez

pin-offer-title = ¿Quiere un PIN?
pin-offer-about = Así otros que usan esta computadora no ven sus registros.
pin-offer-set = Poner este PIN
pin-offer-later = Ahora no
pin-offer-settings = Lo puede poner, cambiar o quitar después, en Ajustes.
pin-offer-does = Lo que hace un PIN
pin-offer-opens = Abre su copia
    .more = Satchel lo pide cada vez. Puede bloquear Satchel cuando quiera.
pin-offer-away = La bloquea si usted se va
    .more = Tras unos minutos sin uso. Usted elige cuántos.
pin-offer-without = ¿Y sin PIN?
    .more = Quien use su cuenta de esta computadora puede abrir Satchel.

## La red cerró la sesión

not-signed-in-title = Su copia está abierta.
not-signed-in-why = Inicie sesión para ver qué tiene la red para usted.
not-signed-in-do = Iniciar sesión
signed-out-title = Se cerró su sesión para protegerle.
signed-out-why = Su copia sigue aquí. Inicie sesión de nuevo y vea lo que la red tiene para usted.
signed-out-why-here = Lo de esta computadora se queda. Inicie sesión de nuevo para preguntar a la red.
signed-out-again = Iniciar sesión de nuevo
signed-out-busy = Iniciando sesión…

## No se puede usar la caja fuerte de la computadora

safe-not-there = Esta computadora no tiene caja fuerte.
    .next = La caja fuerte guarda lo que abre su copia. Puede usar una frase secreta en su lugar.
    .copy = Lo que abre su copia estaba en una caja fuerte. Sin ella, su copia sigue cerrada.
safe-not-set-up = La caja fuerte no está lista.
    .next = Prepárela en los ajustes de la computadora. Luego vuelva a mirar.
safe-locked = La caja fuerte está cerrada.
    .next = Ábrala con la contraseña de su computadora. Luego vuelva a mirar.
safe-silent = La caja fuerte no contesta.
    .next = Puede haber una pregunta detrás de esta ventana. Contéstela y vuelva a mirar.
safe-key-gone = Lo que abre su copia no está en la caja.
    .next = Puede que alguien vaciara la caja fuerte. Vuelva a mirar o siga abajo.
    .copy = Sin eso no se puede abrir su copia de aquí. Vuelva a mirar o empiece una nueva.
safe-failed = La caja fuerte tiene un problema.
    .next = No es culpa suya. Reinicie la computadora. Luego vuelva a mirar.
safe-copy = Su copia sigue igual
    .more = Está en esta computadora. No cambiamos nada en ella.
safe-passphrase = Use una frase secreta
    .more = La escribe cada vez que abre Satchel. Así su copia no necesita la caja.
    .do = Poner esta frase secreta
gate-look = Volver a mirar
gate-session = Solo hasta cerrar Satchel
    .more = Puede usar Satchel ahora. Lo que llegue se va cuando lo cierre. Si ya hay una copia aquí, sigue igual.
    .do = Seguir por ahora
gate-fresh = Empezar una copia nueva
    .more = El archivo de antes se queda aquí, con otro nombre. No borramos nada. Las redes le pueden enviar sus registros de nuevo.
    .do = Poner aparte la de antes

## La copia no se puede abrir

trouble-damaged = Su copia está dañada.
    .next = No podemos leer su archivo. No es culpa suya. Vuelva a mirar o empiece una nueva abajo.
trouble-wrong-key = Su copia no se abre.
    .next = Lo que guarda la caja fuerte no es lo que abre este archivo.
trouble-newer = Un Satchel más nuevo hizo esta copia.
    .next = Cierre este, consiga el más nuevo y abra su copia con él.
trouble-in-use = Su copia está abierta en otro Satchel.
    .next = Cierre el otro. Luego vuelva a mirar.
trouble-read-only = No nos dejan escribir en la carpeta de su copia.
    .next = Pregunte a quien cuida esta computadora. Luego vuelva a mirar.
trouble-disk-full = El disco de esta computadora está lleno.
    .next = Haga un poco de espacio. Luego vuelva a mirar.
trouble-disk = El disco no hace lo que pedimos.
    .next = Puede estar suelto o roto. Mírelo y vuelva a mirar aquí.
trouble-safe = No perdió sus registros
    .more = Los lugares y las redes guardan sus propios registros. Los pueden enviar de nuevo.
