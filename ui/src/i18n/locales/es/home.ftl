home-hello-morning = Buenos días, { $name }.
home-hello-afternoon = Buenas tardes, { $name }.
home-hello-evening = Buenas noches, { $name }.
home-today = Hoy es { $day }.

## Un estado, una frase

home-loading = Le preguntamos a la red.
    .sub = Espere su respuesta.
home-problem = Ahora no pudimos mirar.
    .sub = Lo que sabemos no se perdió.
home-offline = No tiene internet.
    .sub = Lo que ve aquí es de la última vez que miramos. Cuando esta computadora tenga internet, miramos otra vez.
home-never-asked = La búsqueda de sus registros está apagada.
    .sub = Solo buscamos si usted dice que sí. La puede apagar cuando quiera.
home-off = La búsqueda de sus registros está apagada.
    .sub = Cuando la encienda, la red busca sus registros otra vez.
    .elsewhere = Se apagó { $day }, pero no en esta copia.
    .paused = { $count ->
        [one] { $count } lugar está en pausa. Debe volver cuando la encienda. Miramos si vuelve.
       *[other] { $count } lugares están en pausa. Deben volver cuando la encienda. Miramos cada uno.
    }
home-turning-on = Encendemos la búsqueda.
    .sub = La red dijo que sí. Miramos hasta que se vea. Después se lo decimos.
home-turning-off = Apagamos la búsqueda.
    .sub = La red dijo que sí. Miramos hasta que cada lugar lo muestre. Después se lo decimos.
home-unclear = No sabemos si la búsqueda está encendida.
    .sub = La red dio una respuesta que no entendemos. Puede volver a mirar.
home-in-line = Está en la fila.
    .sub = La búsqueda no ha empezado. Puede cerrar Satchel.
search-may-take = { $searchMinutes ->
    [0] {""}
    [1] Puede tardar un minuto.{" "}
    [60] Puede tardar una hora.{" "}
    [120] Puede tardar dos horas.{" "}
   *[other] Puede tardar { $searchMinutes } minutos.{" "}
}
home-searching = Buscamos sus registros.
    .sub = La búsqueda empezó a las { $time }.{ $minutes ->
        [0] {""}
        [one] {" "}Lleva { $minutes } minuto.
       *[other] {" "}Lleva { $minutes } minutos.
    } { search-may-take }Puede cerrar Satchel. La búsqueda sigue sola.
    .short = { search-may-take }Puede cerrar Satchel. La búsqueda sigue sola.
home-search-unclear = No sabemos cómo va la búsqueda.
    .sub = La red dio una respuesta que no entendemos. Puede volver a mirar.
home-search-stopped = La búsqueda se detuvo.
    .sub = Usted no hizo nada mal. La red la cerró antes de tiempo. Lo que encontramos está a salvo.
home-search-rejected = La red canceló la búsqueda.
    .sub = Usted no hizo nada mal. El permiso está encendido, pero nadie busca. Puede empezar otra búsqueda.
home-nothing-found = Esta vez no encontramos sus registros.
    .sub = A veces pasa. Usted no hizo nada mal. Puede buscar de nuevo.
home-sign-in = { $count ->
    [one] { $count } lugar necesita que inicie sesión.
   *[other] { $count } lugares necesitan que inicie sesión.
}
    .ended = Primero: { $place }. Su permiso allí terminó { $day }.
    .again = Primero: { $place }. Su permiso allí terminó.
    .first = Primero: { $place }. Tienen registros de usted. Le piden que inicie sesión.
home-needs-help = { $count ->
    [one] { $count } lugar necesita ayuda.
   *[other] { $count } lugares necesitan ayuda.
}
    .sub = No podemos volver a encender { $place } desde aquí.
home-trouble = { $count ->
    [one] { $count } lugar tiene problemas.
   *[other] { $count } lugares tienen problemas.
}
    .sub = Falló la última actualización de { $place }. No es culpa suya. Miramos de nuevo cada vez que abre Satchel.
home-records-coming = Están llegando registros.
    .sub = { $count ->
        [one] { $place } los envía ahora.
       *[other] { $count } lugares los envían ahora.
    }
fresh-for = { $freshHours ->
    [24] en el último día
    [36] en el último día y medio
    [48] en los últimos dos días
    [one] en la última hora
   *[other] en las últimas { $freshHours } horas
}
home-up-to-date = Los lugares a los que llegamos están al día.
    .sub = { $count ->
        [one] Envió datos { fresh-for }. Miramos de nuevo cada vez que abre Satchel.
       *[other] Los { $count } enviaron datos { fresh-for }. Miramos de nuevo cada vez que abre Satchel.
    }
home-connected = { $count ->
    [one] Su lugar está conectado.
   *[other] Sus lugares están conectados.
}
    .sub = { $count ->
        [one] Abajo ve la fecha de sus datos. Miramos de nuevo cada vez que abre Satchel.
       *[other] Abajo ve la fecha de sus datos. Miramos de nuevo cada vez que abre Satchel.
    }
home-all-off = Sus lugares están apagados.
    .sub = Usted los apagó. Puede volver a encender cada uno.

home-clasp-turn-on = Encender la búsqueda
home-clasp-sign-in = Iniciar sesión en { $place }
home-clasp-search-again = Buscar de nuevo
home-clasp-look-again = Volver a mirar
home-clasp-help = Pedir ayuda
home-clasp-see-places = Ver sus lugares

## Tarjetas

home-fresh = ¿Qué tan recientes son?
home-have = Lo que tiene
home-ends = Cuándo termina el permiso
home-ends-next = Primero: { $place }, hacia { $day }.
    .sub = Satchel avisa tres semanas antes.
home-ends-none = No sabemos cuándo terminan sus permisos.
home-ends-around = hacia { $day }
home-ends-ended = terminó
home-ends-not-told = no lo sabemos
home-records = { $count ->
    [0] Aún no han llegado registros a la red.
    [one] La red tiene { $count } registro de usted.
   *[other] La red tiene { $count } registros de usted.
}
    .least = { $count ->
        [0] Aún no han llegado registros a la red.
        [one] La red tiene al menos { $count } registro de usted.
       *[other] La red tiene al menos { $count } registros de usted.
    }
home-records-not-all = Puede que no sea todo.
home-found = Encontrados hasta ahora
home-found-none = Aún no hay lugares. Pueden llegar uno por uno, o todos al final.
home-diary = Abrir el diario de búsqueda
home-next = Qué sigue
home-next-end = La búsqueda termina
home-next-end-body = Cuando abra Satchel otra vez, miramos de una vez. Si está abierto, le avisamos.
home-next-sign-in = Inicia sesión donde haga falta
home-next-sign-in-body = Solo algunos lugares lo piden.
home-again = Qué hace “Buscar de nuevo”
home-again-alone = Le pedimos que diga que sí
home-again-alone-body = La red solo busca si usted dice que sí. Sus lugares quedan como están.
home-again-off = La búsqueda se apaga y se enciende
home-again-off-body = La red solo busca si usted dice que sí. Antes le preguntamos.
home-again-pause = Sus lugares hacen una pausa corta
home-again-pause-body = Deben volver. Miramos cada uno.
home-why = Por qué puede pasar
home-why-1 = Cambió su nombre o su dirección
home-why-1-body = Un lugar puede tener aún los datos viejos.
home-why-2 = Su clínica aún no está en la red
home-why-2-body = Faltan dentistas, oculistas y clínicas pequeñas.
home-why-add = Agregar un lugar por su nombre
home-why-3 = Era su primera consulta
home-why-3-body = Los registros nuevos pueden tardar unos días.
home-happened = Qué pasó
home-happened-ran = La búsqueda duró de { $start } a { $end }.
home-happened-unseen = La red no nos dio ningún lugar. No vemos quién no contestó.
home-works = Qué funciona ahora
home-works-yes = Funciona
home-works-no = Necesita internet
home-works-places = Ver sus lugares como estaban
home-works-activity = Leer lo que hicieron usted y Satchel
home-works-share = Hacer un código QR
home-works-sign-in = Iniciar sesión en un lugar
home-works-finding = Encender o apagar la búsqueda
home-as-of = Así estaba { $when }.
home-as-of-asking = Así estaba { $when }. Le preguntamos ahora a la red.
known-title = Lo que sabe esta copia
    .sub = Inicie sesión para ver qué ha cambiado. Antes no se envía nada.
known-none = No había ningún lugar en su lista.
home-desk = ¿Está en la clínica?
home-desk-body = Haga un código QR que sirve por unos 5 minutos.
home-desk-make = Hacer un código QR
home-documents = Documentos de sus consultas
home-documents-body = Una segunda red puede enviar notas y cartas de sus consultas.
home-documents-open = Pedir mis documentos
