## The demo's director: for whoever shows Satchel, not for a patient

director = Dirección de la demo
director-reset = Reiniciar
director-close = Ocultar (F9)
director-story = Historia
director-choose = Elija una historia
director-steps = Pasos
director-next = Paso siguiente
director-key = o presione F8
director-clock = Reloj
director-later = +{ $days ->
        [one] { $days } día
       *[other] { $days } días
    }
director-clock-means = Solo corre más rápido mientras se espera a una red.
director-faults = Fallos
director-fault-place-down = Lugares caídos
director-fault-slow = Respuestas lentas
director-fault-permission-ends = Los permisos terminan
director-fault-network-down = La red no funciona
director-fault-partial = Respuestas incompletas
director-fault-unknown-status = Estado desconocido
director-fault-not-authorized = Sesión cerrada (401), una vez
director-fault-busy = Demasiados pedidos (429), una vez
director-wire = Mostrar lo que pasa
director-wire-hide = Ocultar lo que pasa
wire-title = Lo que pasa
wire-masked = secretos ocultos
notes-open = Notas para presentar
notes-step = Paso { $step } de { $steps }
notes-point = Señale
notes-next = Sigue
notes-begin = La historia empieza con el paso siguiente.
notes-end = La historia termina aquí.
notes-none = Elija una historia en la dirección.
