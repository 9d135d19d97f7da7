# A stand-in for that of ESP-IDF 5: finds components, asks what they require,
# has their Kconfig read, and builds them; into a program of this machine, since
# there is no ESP-IDF here.
set(ESP_PLATFORM 1)
set(IDF_STAND_IN ${CMAKE_CURRENT_LIST_DIR})

# Folders of components, main behind all others.
function(idf_components result)
    file(GLOB found managed_components/* components/*)
    foreach(place ${EXTRA_COMPONENT_DIRS})
        if(EXISTS ${place}/CMakeLists.txt)
            list(APPEND found ${place})
        else()
            file(GLOB more ${place}/*/CMakeLists.txt)
            list(TRANSFORM more REPLACE "/CMakeLists.txt$" "")
            list(APPEND found ${more})
        endif()
    endforeach()
    set(${result} ${found} ${CMAKE_SOURCE_DIR}/main PARENT_SCOPE)
endfunction()

function(idf_run)
    execute_process(COMMAND ${ARGN} RESULT_VARIABLE status)
    if(NOT status EQUAL 0)
        message(FATAL_ERROR "${ARGN}: ${status}")
    endif()
endfunction()

# By CMake's script mode, as ESP-IDF does: there are no targets yet.
function(idf_requirements folder)
    set(script ${CMAKE_BINARY_DIR}/requirements.cmake)
    file(WRITE ${script} "
        set(ESP_PLATFORM 1)
        set(CMAKE_BUILD_EARLY_EXPANSION 1)
        macro(idf_component_register)
            cmake_parse_arguments(_ \"\" \"\"
                \"SRCS;INCLUDE_DIRS;REQUIRES;PRIV_REQUIRES\" \${ARGN})
            foreach(name \${__REQUIRES} \${__PRIV_REQUIRES})
                if(NOT name MATCHES
                        \"^(galley|esp_http_client|mbedtls|esp_timer)$\")
                    message(FATAL_ERROR \"no component \${name}\")
                endif()
            endforeach()
            return()
        endmacro()
        include(${folder}/CMakeLists.txt)\n")
    idf_run(${CMAKE_COMMAND} -P ${script})
endfunction()

macro(idf_component_register)
    cmake_parse_arguments(IDF "" "" "SRCS;INCLUDE_DIRS;REQUIRES;PRIV_REQUIRES"
        ${ARGN})
    get_filename_component(IDF_NAME ${CMAKE_CURRENT_LIST_DIR} NAME)
    if(CMAKE_CURRENT_SOURCE_DIR STREQUAL ${CMAKE_SOURCE_DIR}/main)
        set(COMPONENT_LIB ${CMAKE_PROJECT_NAME}.elf)
        add_executable(${COMPONENT_LIB} ${IDF_SRCS})
        get_property(IDF_OTHERS GLOBAL PROPERTY IDF_OTHERS)
        target_link_libraries(${COMPONENT_LIB} PRIVATE ${IDF_OTHERS})
    else()
        set(COMPONENT_LIB __idf_${IDF_NAME})
        add_library(${COMPONENT_LIB} STATIC ${IDF_SRCS})
        set_property(GLOBAL APPEND PROPERTY IDF_OTHERS ${COMPONENT_LIB})
    endif()
    target_include_directories(${COMPONENT_LIB} PUBLIC ${IDF_INCLUDE_DIRS}
        PRIVATE ${IDF_STAND_IN}/../../../../esp_idf/include)
endmacro()

macro(project name)
    _project(${name} LANGUAGES C)
    idf_components(IDF_FOLDERS)
    set(IDF_MENUS)
    foreach(folder ${IDF_FOLDERS})
        idf_requirements(${folder})
        if(EXISTS ${folder}/Kconfig)
            list(APPEND IDF_MENUS ${folder}/Kconfig)
        endif()
    endforeach()
    idf_run(${IDF_STAND_IN}/../../../stand_ins.py
        ${CMAKE_SOURCE_DIR}/sdkconfig.defaults
        ${CMAKE_BINARY_DIR}/sdkconfig.cmake ${IDF_MENUS})
    include(${CMAKE_BINARY_DIR}/sdkconfig.cmake)
    foreach(folder ${IDF_FOLDERS})
        get_filename_component(IDF_NAME ${folder} NAME)
        add_subdirectory(${folder} ${CMAKE_BINARY_DIR}/esp-idf/${IDF_NAME})
    endforeach()
endmacro()
