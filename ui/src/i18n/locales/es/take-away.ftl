# Llevarse los registros, traerlos de vuelta, borrarlos aquí.
take-open = Llevarme mis registros
take-title = Llevarme mis registros
take-about = { $records ->
    [one] { $records } registro
   *[other] { $records } registros
} de { $places ->
    [one] { $places } lugar
   *[other] { $places } lugares
} están en esta computadora. Son suyos.
take-back = Volver a los registros
take-paper = Un PDF para leer
    .about = Una hoja para una consulta o para usted. Imprímala o llévela en una memoria.
    .one = Problemas de salud, medicinas, alergias, resultados
    .two = Dice de dónde vino cada dato
    .three = Sin llave. Guárdelo bien.
    .do = Guardar un PDF
take-paper-pages = { $count ->
    [one] Tiene { $count } página.
   *[other] Tiene { $count } páginas.
}
take-paper-letters = Algunas letras no se pudieron imprimir. Cada una es un “?” en la hoja.
take-files = Archivos para otra aplicación
    .about = Todos los registros en la forma común, y los papeles como vinieron.
    .one = Casi toda aplicación de salud los abre
    .two = De dónde y cuándo vino cada uno
    .three = Sin llave. Guárdelos bien.
    .do = Guardar los archivos
take-files-in = Tiene { $records ->
    [one] { $records } registro
   *[other] { $records } registros
} y { $files ->
    [one] { $files } archivo
   *[other] { $files } archivos
}.
take-backup = Un respaldo con llave
    .about = Para otra computadora. Se abre solo con la contraseña del respaldo.
    .one = Registros, recibos y lo que pasó
    .two = Cerrado con una contraseña que usted elige
    .three = Sin sesiones. Usted inicia sesión de nuevo.
    .do = Hacer un respaldo
take-backup-move = Ahora póngalo en una memoria o en otro disco.
take-restore = Traer un respaldo
take-restore-do = Abrir un respaldo
take-last = Último respaldo: { $when }, en “{ $folder }”.
take-last-none = Aquí no ha hecho ningún respaldo.
take-since = { $count ->
    [0] Desde entonces no vino nada nuevo.
    [one] Desde entonces vino o cambió { $count } registro.
   *[other] Desde entonces vinieron o cambiaron { $count } registros.
}
take-lost = ¿Perdió la contraseña del respaldo? Entonces nadie lo puede abrir, ni siquiera nosotros.

## Making a backup

backup-title = Hacer un respaldo con llave
backup-forget = Anote la contraseña.
    .more = Sin ella el respaldo no se abre nunca.
backup-password = Contraseña del respaldo
    .hint = Al menos 8 letras. Tres o cuatro palabras sirven bien.
    .again = La misma contraseña otra vez
    .short = Es muy corta. Use al menos 8 letras.
    .differ = Las dos no son iguales. Escriba la contraseña otra vez.
backup-make = Hacer el respaldo
backup-not-now = Ahora no

## Bringing one back

restore-title = Traer un respaldo
restore-about = Trae sus registros a esta computadora. Luego hay que iniciar sesión.
restore-back = Volver
restore-choose = Elegir el archivo del respaldo
restore-choose-other = Elegir otro archivo
restore-none = Todavía no hay archivo.
restore-password = Contraseña del respaldo
    .hint = La que eligió para este respaldo.
restore-open = Abrir el respaldo
restore-opening = Abriendo…
restore-of = Es el respaldo de { $name }
restore-of-someone = El respaldo está abierto
restore-made = Se hizo { $when }.
restore-replaces = En esta computadora ya hay una copia.
    .more = La apartamos y la guardamos. El respaldo toma su lugar.
restore-do = Traerlo
restore-replace = Apartarla y traer el respaldo
restore-stop = Parar
restore-doing = Trayendo… { $done } de { $total ->
        [one] { $total } parte
       *[other] { $total } partes
    }
restore-done = Volvieron { $records ->
    [one] { $records } registro
   *[other] { $records } registros
} y { $files ->
    [one] { $files } archivo
   *[other] { $files } archivos
}.
restore-wrong-password = Con esa contraseña no se abre este respaldo. Pruebe de nuevo.
restore-not-a-backup = Este archivo no es un respaldo de Satchel.
    .next = Elija otro archivo. Su nombre casi siempre termina en “.age”.
restore-damaged = Este respaldo está dañado.
    .next = Aquí no cambió nada. Pruebe otra copia del archivo.
restore-newer = Este respaldo es de un Satchel más nuevo.
    .next = Ponga aquí el Satchel nuevo. Después abra el respaldo otra vez.
restore-someone-elses = Este respaldo es de otra persona.
    .next = Primero cierre su sesión. Después ábralo en la primera pantalla.
restore-locked = La copia de esta computadora está bloqueada.
    .next = Primero abra la copia. Después traiga el respaldo.

## Deleting here

delete-record = Borrar este registro
delete-file = Borrar este archivo
delete-file-ask = ¿Borrar aquí el archivo “{ $name }”?
delete-file-goes = El archivo de esta computadora
    .which = Con cada copia que hay aquí. No vuelve cuando miramos otra vez.
delete-file-stays = Lo que se dice de él se queda
    .which = Su nombre, su día y el lugar de donde vino.
delete-file-done = El archivo ya no está en esta computadora. Lo revisamos.
delete-record-ask = ¿Borrar aquí “{ $name }”?
complete-delete = En esta computadora
    .all = Borrar…
delete-place-ask = ¿Borrar todo lo que vino de { $name }?
delete-goes = { $count ->
    [one] { $count } registro de esta computadora
   *[other] { $count } registros de esta computadora
}
    .which = Con sus archivos. No vuelve cuando miramos otra vez.
delete-network = La copia de la red se queda
    .which = Otra aplicación suya aún puede mostrarla.
delete-clinic = La clínica guarda su propio registro
    .which = No pedimos a las clínicas que borren nada.
delete-others = Lo de otros lugares se queda
    .which = También lo que este lugar guarda de usted.
delete-keep = Dejarlo
delete-yes = Borrarlo aquí
delete-undo = No se puede deshacer. Un respaldo de antes todavía lo tiene.
delete-done = { $records ->
    [one] { $records } registro ya no está en esta computadora. Lo revisamos.
   *[other] { $records } registros ya no están en esta computadora. Lo revisamos.
}
delete-kept = { $count ->
    [one] Queda { $count } registro, porque otro lugar también lo mandó.
   *[other] Quedan { $count } registros, porque otros lugares también los mandaron.
}
delete-not-gone = Una parte sigue aquí. Pruebe otra vez o pida ayuda.

## Closing the account

close-account = Su cuenta en la red
    .open = Está abierta. La red guarda lo que encontró para usted.
    .asked = Usted pidió cerrarla { $when }. La red lo hace a su tiempo.
    .do = Cerrar mi cuenta…
    .back = Dejar mi cuenta
close-account-ask = ¿Cerrar su cuenta en la red?
    .body = Sirve si quiere que la red se olvide de usted.
close-account-network = La red borra la copia que tiene
    .which = Todo lo que encontró, y su acceso. Puede tardar días.
close-account-here = Su copia aquí se queda
    .which = Puede leerla, y puede borrarla en Ajustes.
close-account-clinics = Cada clínica guarda sus propios registros
    .which = Esos no los podemos borrar.
close-account-keep = Dejar mi cuenta
close-account-yes = Pedir que la cierren
close-account-undo = Puede retirar el pedido mientras la red no lo haya hecho.
close-account-said = Usted pidió a la red que cierre su cuenta.
close-account-kept = Usted le dijo a la red que deje su cuenta.

## On the paper

paper-title = Resumen de salud de { $name }
paper-title-plain = Resumen de salud
paper-made = Hecho el { $when } con Satchel.
paper-not-all = Puede que esto no sea todo. Los lugares que no contestaron no están aquí.
paper-ask = Cada línea dice cuándo y de qué lugar vino. Si tiene dudas, pregunte a la persona.
paper-none = No vino nada. Eso no quiere decir que no haya.
paper-more = Aquí están los { $shown } más nuevos de { $count }.
paper-foot = Página { $page } de { $pages } · Puede que esto no sea todo.
