# Compiles the design system into var/assets: style sheet, scripts, icons, fonts. Does nothing where nothing changed.
# Sourced after common.sh, python.sh and node.sh.
NPM=$VAR/npm
MODULES=$NPM/node_modules
SOURCES=portal/static_src
DESIGN=$MODULES/nhsuk-frontend/dist/nhsuk
FONT=atkinson-hyperlegible-next

install_modules() {
    mkdir -p "$NPM"
    cp package.json package-lock.json .npmrc "$NPM/"
    # The optional packages are native file watchers, which a build does not need; no package's script runs.
    (cd "$NPM" && run_npm ci --ignore-scripts --omit=optional --no-progress)
}

# The letters that a document can draw: a light cut for display, then the scripts of names. The same files are named,
# in the order in which they are tried, in portal/common/typefaces.py.
copy_document_fonts() {
    local face package weight
    for face in latin-300 latin-ext-300 latin-ext-400 latin-ext-700; do
        copy_font "$FONT" "$face" "$1"
    done
    for face in latin latin-ext vietnamese greek greek-ext cyrillic cyrillic-ext devanagari arabic:arabic hebrew:hebrew; do
        package=noto-sans
        if [[ $face == *:* ]]; then package=noto-sans-${face#*:}; fi
        for weight in 400 700; do copy_font "$package" "${face%:*}-$weight" "$1"; done
    done
    copy_font kosugi japanese-400 "$1"
    for weight in 400 700; do copy_font nanum-gothic "korean-$weight" "$1"; done
}

copy_font() {
    cp "$MODULES/@fontsource/$1/files/$1-$2-normal.woff" "$3/"
    cp "$MODULES/@fontsource/$1/LICENSE" "$3/LICENSE-$1.txt"
}

compile() {
    local made=$VAR/assets.new face
    rm -rf "$made"
    mkdir -p "$made/fonts" "$made/images" "$VAR/test-assets"
    run_node "$MODULES/sass/sass.js" --style=compressed --no-source-map --no-error-css --quiet-deps \
        --load-path="$MODULES" "$SOURCES/styles/portal.scss" "$made/portal.css"
    # The source map is not served, and a file name that leads nowhere would break production's hashed names.
    sed 's|//# sourceMappingURL=.*$||' "$DESIGN/nhsuk-frontend.min.js" >"$made/nhsuk-frontend.min.js"
    # The icons alone: favicons and cards of the health service are its identity, not ours.
    cp "$DESIGN"/assets/images/nhsuk-icon-*.svg "$made/images/"
    rm "$made/images/nhsuk-icon-mask.svg"
    for face in 400-normal 400-italic 700-normal; do
        cp "$MODULES/@fontsource/$FONT/files/$FONT-latin-$face".woff{,2} "$made/fonts/"
    done
    copy_document_fonts "$made/fonts"
    if [ -d "$SOURCES/scripts" ]; then cp -R "$SOURCES/scripts/." "$made/"; fi
    if [ -d "$SOURCES/images" ]; then cp -R "$SOURCES/images/." "$made/images/"; fi
    cp "$MODULES/axe-core/axe.min.js" "$VAR/test-assets/"
    # Swapped at once: a server that is running never sees half of it.
    rm -rf "$VAR/assets.old"
    if [ -d "$VAR/assets" ]; then mv "$VAR/assets" "$VAR/assets.old"; fi
    mv "$made" "$VAR/assets"
    rm -rf "$VAR/assets.old"
}

need_assets() {
    local modules compiled inputs
    modules=$(hash_of package.json package-lock.json .npmrc)
    if ! is_done npm "$modules" || ! [ -d "$MODULES/sass" ]; then
        choose_node
        step "Design system: packages" \
            "npm did not install the packages: see above, and check the network. Then type the same command again." \
            install_modules
        done_with npm "$modules"
    fi
    mapfile -t inputs < <(find "$SOURCES" -type f | LC_ALL=C sort)
    compiled=$(hash_of package-lock.json deploy/assets.sh "${inputs[@]}")
    if ! is_done assets "$compiled" || ! [ -f "$VAR/assets/portal.css" ]; then
        choose_node
        step "Design system: compiling" "The style sheet did not compile: see above." compile
        done_with assets "$compiled"
    fi
}
