import { type SoftwareId, vendorAndName } from "../api/SoftwareId.ts"

/** Words whose spelling is not just a capital letter in front. */
const spellings = new Map(
  (
    ".NET 7-Zip AIR AMD ASP.NET AWS BI BIOS CLI CUDA DB2 DC DWG ESET ESR FTP GIMP GNU GPU GUI HEIF HEVC HP IBM IDE JDK " +
    "JRE LT MF MySQL NG NX ODBC OLE OneDrive OneNote OpenSSH OpenSSL OpenVPN PDF PHP PowerShell PuTTY QGIS RAW SAP SAS " +
    "SDK SE SharePoint SQL SQLite SSL TIA UI VDI VirtualBox VLC VM VMware VNC VP9 VPN WebEx WinRAR WinSCP WPF XD XDR XML " +
    "for and of by"
  )
    .split(" ")
    .map((word) => [word.toLowerCase(), word])
)

const spell = (word: string) => spellings.get(word) ?? word.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())

const spellAll = (text: string) =>
  text
    .split(/[_\s]+/)
    .filter(Boolean)
    .map(spell)
    .join(" ")

const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}+]/gu, "")

/**
 * A software id as people write it: `microsoft-_-edge` is "Microsoft Edge".
 *
 * The vendor is left out where the name begins with it (`zoom-_-zoom_rooms` is "Zoom Rooms").
 */
export const displayName = (id: SoftwareId): string => {
  const { name, vendor } = vendorAndName(id)
  const product = spellAll(name)
  const display = letters(name).startsWith(letters(vendor)) ? product : `${spellAll(vendor)} ${product}`
  return display.trim() === "" ? id : display
}
