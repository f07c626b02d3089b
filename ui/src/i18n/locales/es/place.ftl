place-all = Todos los lugares

## Lo que se sabe de un lugar

place-connection = La conexión
place-fact-since = Conectado
place-fact-since-value = Desde { $day }, { $time }
place-fact-update = Última actualización
    .more = La red decide cuándo llegan.
place-fact-how = Cómo
place-how-for-you = Para usted, con la búsqueda
    .more = Aceptan la prueba de quién es usted.
place-how-by-sign-in = Usted inicia sesión
    .more = Lo encontró la búsqueda. La página del lugar le pide iniciar sesión.
place-how-apart = Lo agregó usted
    .more = No es parte de la búsqueda. Sigue aunque la apague.
place-how-unknown = No lo sabemos
    .more = La red usó una palabra nueva para nosotros.
place-fact-ends = El permiso termina
place-fact-ends-value = Hacia { $day }
    .lasts-days = { $count ->
        [one] Dicen que dura { $count } día.
       *[other] Dicen que dura { $count } días.
    }
    .lasts-months = { $count ->
        [one] Dicen que dura { $count } mes.
       *[other] Dicen que dura { $count } meses.
    }
    .lasts-years = { $count ->
        [one] Dicen que dura { $count } año.
       *[other] Dicen que dura { $count } años.
    }
place-records = Registros de aquí
    .some = Contados en esta computadora. Puede que falten.
    .none = Aún no llegó nada a esta computadora. La red puede tener algo.

## Parar u ordenar

place-tidy = Parar u ordenar
place-off = Apagar este lugar
    .signin = No llegan registros nuevos. Lo enciende al iniciar sesión.
    .press = No llegan registros nuevos. Lo puede encender aquí.
place-off-act = Apagar
place-off-doing = Apagando…
place-off-sending = Avisando a la red…
place-off-in = { $seconds ->
    [one] Se apaga en { $seconds } segundo
   *[other] Se apaga en { $seconds } segundos
}
place-off-ask = ¿Apagar { $place }?
place-off-stops = Ya no llegan registros nuevos
    .which = Solo de este lugar. Los otros siguen.
place-off-stays = Lo que llegó sigue en esta computadora
    .which = La red también guarda su propia copia.
place-off-back-signin = Para encenderlo, usted inicia sesión
    .which = No vuelve por sí solo.
place-off-back-press = Lo puede encender aquí
    .which = No vuelve por sí solo.
place-off-keep = Dejarlo encendido
place-off-undo = Después tiene { $seconds ->
        [one] { $seconds } segundo
       *[other] { $seconds } segundos
    } para deshacerlo. Antes no se envía nada.
place-off-at-once = Se envía a la red al elegirlo.
place-undo = { $seconds ->
    [one] { $place } se apaga en { $seconds } segundo.
   *[other] { $place } se apaga en { $seconds } segundos.
}
place-undo-nothing-sent = Aún no se envía nada.
place-undo-act = Deshacer
place-undo-said = { $place } se apaga en { $seconds ->
        [one] { $seconds } segundo
       *[other] { $seconds } segundos
    }. Aún no se envía nada. Lo puede deshacer.
place-off-kept = { $place } sigue encendido. No se envió nada.
place-off-done = { $place } está apagado. Lo que llegó sigue aquí.
place-off-not-yet = Avisamos a la red. Aún no muestra { $place } como apagado.
place-hide = Ocultar este lugar
    .more = ¿No es suyo? Se oculta solo en esta computadora.
place-hide-act = Ocultar
place-show = Mostrar este lugar
    .more = Usted lo ocultó en esta computadora.
place-show-act = Mostrar otra vez
place-now-hidden = { $place } está oculto en esta computadora. No se envió nada.
place-now-shown = { $place } está otra vez en su lista.
place-remove = Quitar este lugar
    .more = La red borra lo que recibió de aquí.
place-remove-act = Quitar…
place-remove-ask = ¿Quitar { $place }?
place-remove-network = La red borra la copia que tiene
    .which = Lo que recibió de este lugar. Lo verá aquí cuando la red diga que terminó.
place-remove-here = { $count ->
    [0] Lo que llegó a esta computadora se queda
    [one] { $count } registro se queda en esta computadora
   *[other] { $count } registros se quedan en esta computadora
}
    .which = Su copia de aquí es suya.
place-remove-also = Borrarlos también aquí
place-remove-clinic = La clínica guarda sus propios registros
    .which = Quitarlo no cambia nada allí.
place-remove-keep = Dejar este lugar
place-remove-yes = Quitarlo
place-remove-undo = No se puede deshacer. Quizá pueda agregarlo otra vez.
place-remove-off = Mejor apagarlo
place-remove-asked = Pedimos a la red que borre la copia que tiene de { $place }.

## Agregar un lugar por su nombre

add-title = Agregar un lugar por su nombre
add-for = Para un lugar que la búsqueda no encontró.
add-name = Nombre de la clínica, del hospital o del médico
add-name-empty = Primero escriba un nombre.
add-search = Buscar
add-found = { $count ->
    [one] { $count } lugar coincide
   *[other] { $count } lugares coinciden
}
add-have = Este ya lo tiene.
add-open = Abrir
add-mine = Este es el mío
add-sign-in = Usted inicia sesión en el sitio web de ellos.
add-namesake = El mismo nombre, otra ciudad. Mire la dirección.
add-no-sign-in = Aún no lo podemos conectar.
    .more = No ofrecen dónde iniciar sesión.
add-ask = Pedir a la red que lo agregue
add-asked = Usted pidió a la red que lo agregue.
add-more = Mostrar más
add-none = Ningún lugar coincide con “{ $words }”
    .more = Pruebe un nombre más corto, o la ciudad. Hay lugares que aún no están en la red.
add-apart = Un lugar que agrega no es parte de la búsqueda. Sigue aunque la apague.
vouch-ask = ¿Es { $place } su lugar?
    .sub = Quieren que usted lo diga: allí le atienden y pide sus propios registros.
vouch-yes = Sí, es el mío
