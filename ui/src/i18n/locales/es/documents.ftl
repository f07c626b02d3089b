documents-title = Mis documentos, de una segunda red

## Before the first time

documents-start = Pida sus documentos.
    .sub = Una segunda red puede enviar papeles: notas de consultas, cartas, papeles de alta. Cada vez pide ver de nuevo quién es usted.
documents-check = Verificar mi identidad y empezar
documents-check-again = Verificar mi identidad y pedir de nuevo
documents-checking = Haga la verificación en su navegador.
    .sub = Se abrió en { $host }. Vuelva aquí cuando termine.
    .short = Se está abriendo. Vuelva aquí cuando termine.
documents-confirming = Miramos su verificación.
    .sub = Usted volvió de { $host }. Esto toma un momento.
    .short = Esto toma un momento.
documents-check-not-proved = La verificación no salió bien. Puede hacerla otra vez.
documents-check-stopped = Usted paró la verificación. No se envió nada.
documents-check-time-is-up = Se acabó el tiempo para la verificación. No se envió nada.
documents-how = Así funciona
documents-how-check = Usted hace la verificación
    .body = En su navegador. La prueba se usa una vez y no se guarda.
documents-how-ask = La red pregunta a los lugares
    .body = No podemos leer nada hasta que termine.
documents-how-come = Llegan sus documentos
    .body = Se guardan con llave en esta computadora.
documents-know = Es bueno saberlo
documents-know-sent = Qué se envía
    .body = Su nombre, la fecha en que nació, su género, su dirección, su teléfono y la prueba de quién es usted.
documents-know-copy = Quién guarda una copia
    .body = La red y su grupo de salud pueden guardar una copia de lo que envían.
documents-know-stop = Puede parar
    .body = Pare cuando quiera. Lo que llegó se queda aquí.

## While it goes on

documents-sending = Enviamos su pedido.
    .sub = Su verificación salió bien. Esto toma un momento.
documents-asked = Pedimos sus documentos.
    .sub = { $minutes ->
        [0] Pedidos a las { $time }. Nada se puede leer hasta que termine. Puede cerrar Satchel.
        [one] Pedidos a las { $time }. Va { $minutes } minuto. Nada se puede leer hasta que termine. Puede cerrar Satchel.
       *[other] Pedidos a las { $time }. Van { $minutes } minutos. Nada se puede leer hasta que termine. Puede cerrar Satchel.
    }
documents-coming = Están llegando sus documentos.
    .sub = La red terminó. Traemos cada documento y vemos que esté completo.
documents-offline = No hay internet.
    .sub = Seguimos cuando vuelva. Nada se pierde.
documents-signed-out = Inicie sesión otra vez.
    .sub = La red pide su inicio de sesión. Después seguimos donde estábamos.
documents-diary = Diario
documents-still = Seguimos en esto
    .ago = { $seconds ->
        [one] Preguntamos hace { $seconds } segundo.
       *[other] Preguntamos hace { $seconds } segundos.
    }
    .told = { $seconds ->
        [one] Nos dijeron cuándo preguntar otra vez: en { $seconds } segundo.
       *[other] Nos dijeron cuándo preguntar otra vez: en { $seconds } segundos.
    }
    .next = { $seconds ->
        [one] Preguntamos otra vez en { $seconds } segundo.
       *[other] Preguntamos otra vez en { $seconds } segundos.
    }
documents-note-proof-passed = Su verificación salió bien
    .more = La prueba se usó una vez. No la guardamos.
documents-note-request-sent = El pedido salió
    .more = Referencia { $reference }
documents-note-places-answered = { $answered ->
    [one] Respondió { $answered }
   *[other] Respondieron { $answered }
} de { $total ->
    [one] { $total } lugar
   *[other] { $total } lugares
}
    .more = La red nos dio este número. No dice cuáles.
documents-note-network-finished = La red terminó
    .more = Ya se pueden leer los documentos.
documents-answered = Lugares que respondieron
documents-answered-of = de { $total }
documents-stop-title = ¿Quiere parar?
    .body = Todavía no llegó nada.
    .some = Lo que llegó se queda aquí.
documents-stop = Dejar de pedir
documents-stop-looking = Dejar de buscar
documents-stopping = Parando…

## How it ended

documents-came = { $count ->
    [0] No llegó nada nuevo.
    [one] Llegó su documento.
   *[other] Llegaron sus documentos.
}
    .sub = { $count ->
        [0] Ya los tenía todos. Cada uno se guarda una vez.
        [one] { $count } documento nuevo se guarda con llave en esta computadora.
       *[other] { $count } documentos nuevos se guardan con llave en esta computadora.
    }
documents-nothing = No se encontraron documentos.
    .sub = La segunda red preguntó y no recibió ninguno. Eso no quiere decir que no los haya.
documents-most = { $count ->
    [0] Faltan algunos documentos.
   *[other] Llegó una parte de sus documentos.
}
    .sub = { $silent ->
        [0] { $count ->
            [one] Llegó { $count }. Lo guardamos. Pedir otra vez no hace copias dobles.
           *[other] Llegaron { $count }. Los guardamos todos. Pedir otra vez no hace copias dobles.
        }
       *[other] { $count ->
            [one] Llegó { $count }.
           *[other] Llegaron { $count }.
        } { $silent ->
            [one] { $silent } lugar no envió nada.
           *[other] { $silent } lugares no enviaron nada.
        } Pedir otra vez no hace copias dobles.
    }
documents-stopped = Usted dejó de pedir.
    .sub = Lo que llegó antes sigue aquí.
documents-again = Pedir documentos otra vez
documents-ask-missing = Pedir de nuevo
documents-list = Lo que llegó y lo que no
documents-place-unnamed = Un lugar sin nombre
documents-place-documents = { $count ->
    [0] Sin documentos
    [one] { $count } documento
   *[other] { $count } documentos
}
documents-place-had = { $count ->
    [one] { $count } documento.
   *[other] { $count } documentos.
} { $had ->
    [one] Ya tenía { $had }, guardado una vez.
   *[other] Ya tenía { $had }, guardados una vez.
}
documents-place-too-slow = Tardó demasiado. Puede pedir otra vez.
documents-place-down = El sistema del lugar no funcionaba. Puede pedir otra vez.
documents-place-unknown = No sabemos qué pasó. Puede pedir otra vez.
documents-place-missing = Falta
documents-see-all = { $count ->
    [one] Ver { $count } lugar más
   *[other] Ver { $count } lugares más
}
documents-kept = { $count ->
    [one] Un documento está entre sus registros
   *[other] { $count } documentos están entre sus registros
}
    .body = Allí puede leerlos, buscar una palabra o guardar uno.
    .before = { $count ->
        [0] Todos llegaron antes.
        [one] Uno llegó esta vez. El resto llegó antes.
       *[other] { $count } llegaron esta vez. El resto llegó antes.
    }
documents-see-records = Ver mis registros
documents-before = Antes de pedir otra vez
    .body = Usted hace otra vez la verificación. Es un pedido nuevo, unido a este.
documents-aside = { $count ->
    [one] Apartamos un documento
   *[other] Apartamos { $count } documentos
}
    .body = { $count ->
        [one] Nombra a otra persona. No lo mezclamos con los suyos.
       *[other] Nombran a otra persona. No los mezclamos con los suyos.
    }
documents-aside-why = Ver por qué
documents-aside-one = { $title }, de { $place }
    .differs = No es como lo suyo: { $fields }.
documents-missing = { $count ->
    [one] Un documento no llegó
   *[other] { $count } documentos no llegaron
}
documents-missing-not-there = Ya no está ahí.
documents-missing-too-large = Es muy grande para guardarlo.
documents-missing-damaged = Llegó dañado. Pida otra vez.
documents-missing-elsewhere = Está en un sitio en el que no confiamos. No enviamos nada ahí.
documents-missing-unreadable = Llegó en una forma que no podemos abrir.
documents-missing-no-answer = La red no respondió. Pida otra vez.
documents-missing-untitled = Un documento
documents-list-short = La lista no estaba completa.
    .body = La red dijo que hay más. Pida otra vez el resto.
documents-twice = { $count ->
    [one] { $count } documento llegó dos veces. Se guarda una vez, con los nombres de quienes lo enviaron.
   *[other] { $count } documentos llegaron dos veces. Cada uno se guarda una vez, con los nombres de quienes lo enviaron.
}
documents-listed = { $count ->
    [one] { $count } documento solo está en la lista. El lugar no envió el contenido.
   *[other] { $count } documentos solo están en la lista. Los lugares no enviaron el contenido.
}
documents-records = { $count ->
    [one] La red hizo { $count } registro con ellos.
   *[other] La red hizo { $count } registros con ellos.
}
documents-finished = Terminó a las { $time }. Referencia { $reference }
documents-follows = Sigue a { $reference }.

## It did not work: what happened, whose fault it is not, what to do

documents-do = Lo que puede hacer
documents-happened = Qué pasó
documents-happened-times = Pedido a las { $asked }. Paró a las { $ended }.
documents-happened-words = En sus palabras: { $words }
documents-happened-kept = Ningún documento se perdió ni se repitió.
documents-reference = Referencia { $reference }
documents-fix = Corregir mis datos
documents-help = Pedir ayuda
documents-do-again = Pida otra vez más tarde
    .body = Hace falta una verificación nueva. La prueba vieja no sirve dos veces.
documents-do-details = Revise sus datos
    .body = Un nombre o una dirección con error puede pararlo.
documents-do-help = Pida ayuda
    .body = Lea la referencia en voz alta. No tiene nada privado.
documents-failed-proof-expired = Su verificación se venció.
    .sub = Una prueba sirve poco tiempo. Usted no hizo nada mal. No se envió nada a ningún lugar.
documents-failed-proof-refused = No aceptaron su verificación.
    .sub = La segunda red no pudo usarla. No se envió nada a ningún lugar.
documents-failed-proof-too-weak = Piden una verificación más fuerte.
    .sub = La segunda red quiere una verificación con su identificación. No se envió nada a ningún lugar.
documents-failed-details-differ = Sus datos no coinciden con su verificación.
    .sub = Por eso la segunda red no empezó. No se envió nada a ningún lugar.
documents-failed-details-missing = Faltan algunos de sus datos.
    .sub = La segunda red pide nombre, fecha de nacimiento, género y dirección.
documents-failed-not-eligible = No pueden hacerlo para usted.
    .sub = La segunda red tiene sus reglas, como tener 18 años. No se envió nada a ningún lugar.
documents-failed-already-running = Ya hay un pedido en marcha.
    .sub = La segunda red atiende uno a la vez. Espere un poco y pida otra vez.
documents-failed-not-allowed = Esto aún no está abierto para usted.
    .sub = Su grupo de salud lo debe encender. Usted no hizo nada mal.
documents-failed-refused = La segunda red dijo que no.
    .sub = Usted no hizo nada mal. No dio un motivo que conozcamos.
documents-failed-network-busy = La segunda red está ocupada.
    .sub = Preguntamos varias veces. Todo lo que tenía sigue aquí.
documents-failed-network-stopped = Sus documentos no llegaron.
    .sub = Usted no hizo nada mal. La segunda red paró el pedido. Todo lo que tenía sigue aquí.
documents-failed-took-too-long = Tardó demasiado.
    .sub = La segunda red no terminó y dejamos de pedir. Todo lo que tenía sigue aquí.
documents-failed-results-gone = La respuesta ya no está.
    .sub = La segunda red guarda la respuesta poco tiempo. Todo lo que tenía sigue aquí.
documents-failed-unknown-answer = No entendemos su respuesta.
    .sub = La segunda red dijo algo que no conocemos. Todo lo que tenía sigue aquí.
documents-failed-interrupted = Satchel se cerró antes de tiempo.
    .sub = Su pedido todavía no había salido. Todo lo que tenía sigue aquí.
documents-differs = Lo que no es igual
documents-differs-is = La verificación dice otra cosa.
documents-field-first-name = Nombre
documents-field-last-name = Apellido
documents-field-birth-date = Fecha de nacimiento
documents-field-gender = Género
documents-field-street = Calle
documents-field-city = Ciudad
documents-field-state = Estado
documents-field-zip = Código postal
documents-field-phone = Teléfono
documents-field-email = Correo electrónico
documents-field-other = Otra cosa
documents-right = ¿Cuál está bien?
documents-right-id = ¿Su identificación está bien?
    .body = Cambie sus datos aquí.
documents-right-old = ¿Su identificación es vieja?
    .body = Saque antes una nueva. Luego haga la verificación otra vez.
documents-right-both = ¿Las dos están bien?
    .body = Un nombre se puede escribir de dos formas. Pida ayuda y lea { $reference }.
