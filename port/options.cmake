# The limits and switches of include/galley_config.h, for CMake.
set(GALLEY_CONFIG_HEADER ${CMAKE_CURRENT_LIST_DIR}/../include/galley_config.h)

# Their names.
function(galley_options result)
    file(STRINGS ${GALLEY_CONFIG_HEADER} lines
        REGEX "^#ifndef GALLEY_[A-Z0-9_]+$")
    list(TRANSFORM lines REPLACE "#ifndef " "")
    list(REMOVE_ITEM lines GALLEY_CONFIG_H)
    set(${result} ${lines} PARENT_SCOPE)
endfunction()

# What Kconfig was told becomes their macros, for a target and all who link it:
# galley_kconfig(TARGET PUBLIC|INTERFACE).
function(galley_kconfig target scope)
    galley_options(options)
    foreach(option ${options})
        set(value "${CONFIG_${option}}")
        if(value STREQUAL "y")
            set(value 1)
        elseif(value STREQUAL "" OR value STREQUAL "n")
            set(value 0)
        endif()
        target_compile_definitions(${target} ${scope} ${option}=${value})
    endforeach()
endfunction()
