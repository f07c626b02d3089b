open-link = Abrir un enlace que alguien le dio
    .sub = De otra aplicación de pacientes, o de una clínica.
open-link-go = Abrir un enlace que alguien le dio
open-link-paste = Péguelo aquí
open-link-picture = O elija una imagen con un código QR
open-link-choose = Elegir una imagen
open-link-reading = Leyéndola…
open-link-passcode = Clave
open-link-passcode-hint = 6 números. Se la dice la persona que lo hizo.
open-link-tries = { $count ->
    [one] Queda 1 intento.
   *[other] Quedan { $count } intentos.
}
open-link-name = Su nombre, para la lista de ellos
open-link-name-hint = Ellos pueden ver que usted lo abrió.
open-link-open = Abrirlo
open-link-opening = Abriéndolo…
open-link-opened = Está abierto.
open-link-first = Primero péguelo o elija una imagen.
open-link-checked = Lo que vemos primero
open-link-title = Su título: { $title }
open-link-leads = A dónde lleva:
open-link-until = Dice que sirve hasta las { $time }
open-link-no-end = No dice cuándo se termina
open-link-needs-passcode = Pide una clave
open-link-no-passcode = No pide clave
open-link-may-change = Lo que trae puede cambiar después
open-link-strange-end = Su fin no tiene sentido. Tenga cuidado.
open-link-key-sent = La página web para la que se hizo pudo leer lo que trae.
open-link-not-keeping = Abrir no es guardar
    .body = Primero lo mira. Después decide si Satchel lo guarda. Los registros de otra persona nunca se mezclan con los suyos.
open-link-keep = Guardarlo en esta computadora
open-link-keeping = Guardándolo…
open-link-look-again = Volver a mirar
open-link-close = Cerrar sin guardar
open-link-close-kept = Cerrar
open-link-wait = Espere primero { $seconds ->
    [one] { $seconds } segundo.
   *[other] { $seconds } segundos.
}

## Por qué no se abrió

open-link-why-not-a-link = Esto no es algo que Satchel conozca. Cópielo todo, de la primera letra a la última.
open-link-why-health-card = Esto es una tarjeta de salud. Satchel no la puede abrir aquí.
open-link-why-not-a-picture = No podemos abrir esta imagen. Elija una imagen PNG o JPEG de hasta 16 MB.
open-link-why-no-code = No hay un código QR en esta imagen. Pruebe con una nítida y derecha.
open-link-why-damaged = Está dañado o le falta una parte. Pida uno nuevo.
open-link-why-too-long = Es muy largo. Copie solo lo que le dieron.
open-link-why-newer = Se hizo con un programa más nuevo. Este Satchel aún no lo puede abrir.
open-link-why-expired = Ya se terminó. Pida uno nuevo.
open-link-why-passcode-required = Pide la clave. Pregunte a quien lo hizo.
open-link-why-wrong-passcode = Esa clave no es correcta.
open-link-why-locked-out = Ese fue el último intento. Ya quedó cerrado. Pida uno nuevo.
open-link-why-not-active = No está activo. Quizás se terminó o alguien lo paró. Pida uno nuevo.
open-link-why-asked-too-often = El servidor de ellos nos pide esperar. Después pruebe de nuevo.
open-link-why-server-trouble = El servidor de ellos tiene problemas. Pruebe más tarde.
open-link-why-no-connection = No llegamos al servidor de ellos. Revise su internet y pruebe de nuevo.
open-link-why-past-proxy = Su red pide pasar por un proxy. Por seguridad, Satchel abre esto sin él. Pruebe en su casa.
open-link-why-too-slow = El servidor de ellos tarda mucho. Pruebe más tarde.
open-link-why-blocked = Lleva a un lugar al que Satchel no va. No lo abrimos.
open-link-why-too-large = Trae más de lo que Satchel abre. Pida menos.
open-link-why-unsupported = Está cerrado de un modo que Satchel no conoce. Pida uno nuevo.
open-link-why-wrong-key = Lo cambiaron en el camino, así que no mostramos nada. Pida uno nuevo.
open-link-why-no-records = Se abrió, pero no trae registros de salud.

## Lo que llegó

received-opened = Usted abrió esto a las { $time }
received-own = Lo que ve una clínica. Usted lo miró a las { $time }
received-from = De { $host }
received-not-kept = Todavía sin guardar
received-kept = { $count ->
    [one] Se guardó 1 registro en su copia.
   *[other] Se guardaron { $count } registros en su copia.
}
received-no-title = Sin título
received-their-title = Es el título que le pusieron
received-your-title = Es el título que usted le puso
received-somebody-else = Esto es de { $name }, no de usted.
    .body = Puede mirarlo aquí. Satchel no lo guarda en su copia.
received-unknown-person = No dice con claridad de quién es.
    .body = Puede mirarlo aquí. Satchel no lo guarda en su copia.
received-person = Paciente
received-born = Nació
received-holds = Trae
received-not-said = No lo dice
received-count = { $kinds ->
    [one] 1 tipo
   *[other] { $kinds } tipos
}, { $items ->
    [one] 1 registro
   *[other] { $items } registros
}
received-unasked = Usted no eligió esto y llegó también: { $kinds }. Quizás no lo quiera compartir.
received-more = { $count ->
    [one] Y 1 más.
   *[other] Y { $count } más.
}
received-others = Qué más trae
received-cards = { $count ->
    [one] 1 tarjeta de salud firmada. Satchel no la abre.
   *[other] { $count } tarjetas de salud firmadas. Satchel no las abre.
}
received-credentials = Una entrada a { $servers }. Satchel no la usa.
received-unread = { $count ->
    [one] 1 archivo que no podemos leer.
   *[other] { $count } archivos que no podemos leer.
}
received-missing = Lo que no trae
received-missing-what = No llegó: { $kinds }.
received-missing-always = Lo que no llegó puede existir.
received-kind-patient = Nombre y fecha de nacimiento
received-kind-medication-statement = Medicinas
received-kind-allergy-intolerance = Alergias
received-kind-condition = Problemas de salud
received-kind-immunization = Vacunas
received-kind-observation = Resultados de laboratorio y signos vitales
received-kind-procedure = Procedimientos
received-kind-care-plan = Planes de cuidado
received-kind-coverage = Seguro médico
received-kind-report = Informes
received-kind-visit = Consultas
received-kind-document = Documentos
received-kind-other = Otros
