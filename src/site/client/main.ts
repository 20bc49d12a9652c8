/** The script of every page. Nothing depends on it but search, walking the map, drawings and comfort. */
import { startDrawings } from "./drawing.ts";
import { mendAddress, startCopying, startTheme, tellAge } from "./extras.ts";
import { startList } from "./list.ts";
import { startMap } from "./map.ts";

document.documentElement.classList.add("scripted");
mendAddress();
startTheme();
startCopying();
tellAge();
startList();
startMap();
startDrawings();
