consent-ask = ¿Podemos buscar sus registros?
    .sub = La red busca los lugares que los tienen. Puede apagar esto cuando quiera.
consent-yes = Sí, busquen mis registros
consent-not-now = Ahora no
    .means = No buscamos nada hasta que usted diga que sí.
consent-who = ¿Quién busca?
    .answer = Satchel le pide a la red que busque. La red pregunta en los lugares donde le pueden conocer.
consent-what = ¿Qué se envía?
    .answer = Su sí. La red busca con los datos que ya tiene, como su nombre, su dirección y la fecha en que nació. También dice que se revisó su identidad. No enviamos registros.
consent-long = ¿Por cuánto tiempo?
    .answer = Hasta que usted lo apague. Cada lugar puede poner su propia fecha final. La mostramos si nos la dicen.
consent-copy = ¿Quién guarda una copia?
    .answer = La red guarda una copia de lo que encuentra. Satchel guarda otra aquí, solo para usted. Si apaga esto, la red no borra la que tiene.

consent-receipt = Guardamos un recibo con la fecha de hoy en Actividad.

consent-sent = La red dijo que sí. Miramos hasta que se vea.
consent-now-on = La búsqueda está encendida. La red ya busca sus registros.
consent-now-off = La búsqueda está apagada. La red ya lo muestra. La puede encender otra vez cuando quiera.

## Apagar: qué pasa, contado

consent-off-ask = ¿Apagar la búsqueda de sus registros?
consent-keep-on = Dejarla encendida
consent-turn-off = Apagar la búsqueda
consent-off-pause = { $count ->
    [one] lugar se pone en pausa
   *[other] lugares se ponen en pausa
}
    .which = { $names }. No llegan registros nuevos.
consent-off-back = { $count ->
    [one] lugar debe volver
   *[other] lugares deben volver
}
    .which = Cuando la encienda otra vez. Miramos cada uno.
consent-off-wait = { $count ->
    [one] lugar espera su inicio de sesión
   *[other] lugares esperan su inicio de sesión
}
    .which = { $names }. Inicie sesión con la búsqueda encendida.
consent-off-stays = { $count ->
    [one] lugar sigue apagado
   *[other] lugares siguen apagados
}
    .which = { $names }. Lo apagó usted.
    .since = { $names }. Lo apagó usted { $day }.
consent-off-untouched = { $count ->
    [one] lugar no entra en esto
   *[other] lugares no entran en esto
}
    .which = { $names }. Usted lo conectó de otra forma. Queda como está.
consent-off-unclear = { $count ->
    [one] lugar no está claro
   *[other] lugares no están claros
}
    .which = { $names }. Vuelva a mirar para ver qué cambió.
consent-off-records = { $count ->
    [one] registro queda en esta computadora
   *[other] registros quedan en esta computadora
}
    .which = Puede leer lo que está aquí.
consent-off-copy = La red guarda su propia copia
    .which = Si usted apaga esto, la red no borra esa copia.
consent-off-undo = La puede encender otra vez cuando quiera. Guardamos un recibo en Actividad.
consent-off-counting = Contamos qué cambia. Le preguntamos a la red…
consent-off-uncounted = Ahora no podemos contar sus lugares.

## Buscar de nuevo

search-again-ask = ¿Buscar de nuevo sus registros?
    .body = La red solo busca si usted da permiso. Por eso la apagamos y la encendemos. Su sí cuenta como permiso nuevo.
    .alone = La red solo busca si usted da permiso. Su sí cuenta como permiso nuevo.
search-again-pause = { $count ->
    [one] lugar hace una pausa corta
   *[other] lugares hacen una pausa corta
}
    .which = { $names }. Deben volver. Miramos cada uno.
search-again-kept = Lo que tiene se queda
    .which = No se borra nada de esta computadora.
search-again-facts = Qué se envía y a quién
search-again-yes = Sí, buscar de nuevo
search-again-doing = Empezando…
